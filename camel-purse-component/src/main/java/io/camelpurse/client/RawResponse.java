package io.camelpurse.client;

import org.apache.hc.core5.http.HttpResponse;

/** Holds head and bytes of a response with any status. */
record RawResponse(HttpResponse head, byte[] body) {}
