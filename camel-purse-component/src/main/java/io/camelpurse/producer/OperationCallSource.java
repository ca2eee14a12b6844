package io.camelpurse.producer;

/** Where a producer gets its call from, for as long as it is started. */
@FunctionalInterface
public interface OperationCallSource {

    /**
     * Creates the call, with the options as they are now.
     *
     * @throws Exception if the endpoint is not configured as it has to be
     */
    OperationCall start() throws Exception;

    /** The call is not used any more. */
    default void stop() {}
}
