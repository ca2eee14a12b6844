/**
 * Internal: configures the component in a Spring Boot application. Nothing here is loaded without Spring Boot.
 */
package io.camelpurse.springboot;
