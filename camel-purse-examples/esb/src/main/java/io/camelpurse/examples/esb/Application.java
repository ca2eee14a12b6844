package io.camelpurse.examples.esb;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.apache.camel.main.Main;

/** Camel starts and stops with the web application. Everything else is in {@code routes/} and in the properties. */
public class Application implements ServletContextListener {

    private final Main camel = new Main();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        camel.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        camel.stop();
    }
}
