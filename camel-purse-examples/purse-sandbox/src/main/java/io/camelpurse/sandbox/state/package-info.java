/**
 * The state of the sandbox: sessions, links, payments, operations, keys and their state machines, as pure Java. Nothing
 * here knows HTTP or threads; whoever calls must do so from one thread at a time.
 */
package io.camelpurse.sandbox.state;
