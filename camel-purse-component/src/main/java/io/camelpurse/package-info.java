/**
 * The component {@code purse} for the Purse Payment API v2, and what a route sees of it: operations, options, headers
 * and exceptions. The public API is this package, {@code io.camelpurse.model}, {@code io.camelpurse.doctor} and the
 * class {@code io.camelpurse.message.TemplatedRequest}; everything else is internal.
 */
package io.camelpurse;
