/**
 * Order to cash: an ERP's documents in, money moved. The work is done by the routes in
 * {@code src/main/resources/routes}; the Java here starts them, and plays the world around them for the demo.
 */
package io.camelpurse.ordertocash;
