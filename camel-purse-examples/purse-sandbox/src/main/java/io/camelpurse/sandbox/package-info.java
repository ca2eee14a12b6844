/**
 * A local Purse: the Payment API v2 over HTTP with a hosted payment page, webhooks and faults on demand. Start it with
 * {@link io.camelpurse.sandbox.PurseSandbox#start()}, in JUnit 5 with
 * {@link io.camelpurse.sandbox.PurseSandboxExtension}.
 */
package io.camelpurse.sandbox;
