/**
 * The component {@code purse} for the Purse Payment API v2, and what a route sees of it: operations, options, headers
 * and exceptions. This package and {@code io.camelpurse.model} are the public API; all others are internal.
 */
package io.camelpurse;
