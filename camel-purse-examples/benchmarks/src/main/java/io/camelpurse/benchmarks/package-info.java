/** What the component costs and carries, measured against camel-http and the sandbox. */
package io.camelpurse.benchmarks;
