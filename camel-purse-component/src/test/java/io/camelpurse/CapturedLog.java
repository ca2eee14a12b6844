package io.camelpurse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What one logger, and those below it, say while a test runs. */
public final class CapturedLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final String logger;
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();

    private CapturedLog(String logger) {
        this.logger = logger;
        Configuration configuration = context.getConfiguration();
        LoggerConfig config = new LoggerConfig(logger, Level.INFO, true);
        Appender appender = new Appender(events);
        appender.start();
        config.addAppender(appender, Level.INFO, null);
        configuration.addLogger(logger, config);
        context.updateLoggers();
    }

    public static CapturedLog of(String logger) {
        return new CapturedLog(logger);
    }

    public static CapturedLog of(Class<?> logging) {
        return new CapturedLog(logging.getName());
    }

    public List<String> lines() {
        return events.stream()
                .map(event -> event.getMessage().getFormattedMessage())
                .toList();
    }

    public List<String> warnings() {
        return events.stream()
                .filter(event -> event.getLevel().isMoreSpecificThan(Level.WARN))
                .map(event -> event.getMessage().getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        context.getConfiguration().removeLogger(logger);
        context.updateLoggers();
    }

    private static final class Appender extends AbstractAppender {

        private final List<LogEvent> events;

        Appender(List<LogEvent> events) {
            super("captured", null, null, false, Property.EMPTY_ARRAY);
            this.events = events;
        }

        @Override
        public void append(LogEvent event) {
            events.add(event.toImmutable());
        }
    }
}
