package io.camelpurse;

/**
 * Form of the lines of the audit log, which is the logger {@code io.camelpurse.money}.
 */
public enum AuditLogFormat {

    /** Fields as {@code name=value}, separated by a space. */
    text,

    /** One JSON object in each line, with numbers as numbers and without fields that have no value. */
    json
}
