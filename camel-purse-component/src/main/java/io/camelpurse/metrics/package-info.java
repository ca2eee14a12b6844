/**
 * Internal: the metrics of the component, in Micrometer where the application uses it. Below all other packages, since
 * each of them may count something.
 */
package io.camelpurse.metrics;
