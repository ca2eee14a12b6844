package io.camelpurse;

/**
 * Type of the message body that a response or notification is converted to.
 */
public enum OutputType {

    /** The JSON as Purse sent it, as a {@code String}. */
    string,

    /** A {@code java.util.Map}. */
    map,

    /** A Jackson {@code JsonNode}. */
    node,

    /** The record of {@code io.camelpurse.model} that fits the operation. */
    model
}
