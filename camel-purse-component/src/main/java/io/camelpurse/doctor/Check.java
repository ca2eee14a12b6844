package io.camelpurse.doctor;

/** Examines one thing that calls or notifications need. */
@FunctionalInterface
interface Check {

    /**
     * @return the finding, without the name of the check
     * @throws Exception if the check itself cannot be made
     */
    Finding examine(Examination examination) throws Exception;
}
