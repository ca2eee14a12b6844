package io.camelpurse.ordertocash;

/**
 * A UBL ApplicationResponse, as the ERP reads it.
 *
 * @param document kind and number of the document
 * @param code of UNTDID 4343
 * @param text the whole of it
 */
record Acknowledgement(String id, String document, String code, String text) {}
