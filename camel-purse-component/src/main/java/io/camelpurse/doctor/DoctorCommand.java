package io.camelpurse.doctor;

import io.camelpurse.PurseComponent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * Examines the connection to Purse from the command line, with the configuration of an application: its
 * {@code application.properties}, and its placeholders and system properties, as camel-main reads them. No route of
 * the application starts.
 *
 * <p>The exit code is 0 if no check failed, 1 if one did, and 2 if the arguments are not valid.
 */
public final class DoctorCommand {

    private static final String USAGE = """
            purse-doctor [--json] [--component NAME] [--webhook-round-trip] [FILE.properties ...]

              --json                one JSON object instead of text
              --component NAME      the component that is examined; purse by default
              --webhook-round-trip  creates and cancels a payment link, in a sandbox only, and receives its notification
              FILE.properties       application.properties of this folder, or else of the class path, by default
            """;

    private static final int INVALID_ARGUMENTS = 2;
    private static final String DEFAULT_COMPONENT = "purse";
    private static final String DEFAULT_FILE = "application.properties";
    private static final Pattern COMPONENT = Pattern.compile("camel\\.component\\.([^.]+)\\..*");
    private static final Pattern PLACEHOLDER = Pattern.compile("Property with key \\[([\\w.:-]+)]");
    private static final Pattern OF_CAMEL = Pattern.compile("camel\\.(?!ssl\\.|beans?\\.|vault\\.).*");

    private final List<Path> files = new ArrayList<>();
    private String component = DEFAULT_COMPONENT;
    private boolean json;
    private boolean roundTrip;

    private DoctorCommand() {}

    /**
     * Runs the command, and ends the process.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        PrintStream output = System.out;
        // Log lines of the application's logging are no part of the report.
        System.setOut(System.err);
        System.exit(run(output, arguments));
    }

    static int run(PrintStream output, String... arguments) {
        DoctorCommand command = new DoctorCommand();
        String objection = command.read(new ArrayDeque<>(List.of(arguments)));
        if (objection != null) {
            output.print(objection.isEmpty() ? USAGE : objection + "\n\n" + USAGE);
            return objection.isEmpty() ? 0 : INVALID_ARGUMENTS;
        }
        Diagnosis diagnosis = command.examine();
        output.print(command.json ? diagnosis.json() + "\n" : diagnosis.text());
        output.flush();
        return diagnosis.exitCode();
    }

    /** @return what is not valid, empty for a request for help, or {@code null} */
    private String read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            switch (argument) {
                case "--help", "-h" -> {
                    return "";
                }
                case "--json" -> json = true;
                case "--webhook-round-trip" -> roundTrip = true;
                case "--component" -> {
                    if (arguments.isEmpty()) {
                        return "--component needs a name";
                    }
                    component = arguments.pop();
                }
                default -> {
                    Path file = Path.of(argument);
                    if (argument.startsWith("-") || !Files.isReadable(file)) {
                        return "There is no option and no file of this name: " + argument;
                    }
                    files.add(file);
                }
            }
        }
        return null;
    }

    private Diagnosis examine() {
        Main main = new Main();
        try {
            configure(main, properties());
            main.start();
            PurseDoctor doctor = new PurseDoctor(main.getCamelContext());
            doctor.setComponent(component);
            doctor.setWebhookRoundTrip(roundTrip);
            return doctor.examine();
        } catch (Exception e) {
            return new Diagnosis(List.of(
                    Finding.failed(reason(e), "Correct the configuration").of("configuration")));
        } finally {
            main.stop();
        }
    }

    private void configure(Main main, Properties properties) {
        // What camel-main would read by itself concerns the whole application.
        main.setPropertyPlaceholderLocations("false");
        main.setInitialProperties(properties);
        if (!component.equals(DEFAULT_COMPONENT)) {
            // As an application does with a bean of this name.
            main.bind(component, new PurseComponent());
        }
        main.addOverrideProperty("camel.main.jmxEnabled", "false");
        main.addOverrideProperty("camel.main.routesIncludePattern", "false");
        main.addOverrideProperty("camel.main.shutdownTimeout", "5");
        main.addOverrideProperty("camel.server.enabled", String.valueOf(roundTrip));
        if (roundTrip) {
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from(component + ":webhook").routeId("purse-doctor").process(exchange -> {});
                }
            });
        }
    }

    /** Without what other components, routes and servers of the application need, which may not be here. */
    private Properties properties() throws IOException {
        Properties properties = new Properties();
        if (files.isEmpty()) {
            readDefault(properties);
        }
        for (Path file : files) {
            try (InputStream input = Files.newInputStream(file)) {
                properties.load(input);
            }
        }
        Set<String> components = new HashSet<>(Set.of(component, "http", "https"));
        String prefix = "camel.component." + component + ".";
        properties.forEach((key, value) -> {
            if (isOption(key.toString(), prefix, "httpcomponent")) {
                components.add(value.toString());
            }
        });
        properties.keySet().removeIf(key -> !isRead(key.toString(), components));
        return properties;
    }

    private static void readDefault(Properties properties) throws IOException {
        Path file = Path.of(DEFAULT_FILE);
        try (InputStream input = Files.isReadable(file)
                ? Files.newInputStream(file)
                : DoctorCommand.class.getResourceAsStream("/" + DEFAULT_FILE)) {
            if (input != null) {
                properties.load(input);
            }
        }
    }

    private boolean isRead(String key, Set<String> components) {
        Matcher matcher = COMPONENT.matcher(key);
        if (matcher.matches()) {
            return components.contains(matcher.group(1));
        }
        return roundTrip && key.startsWith("camel.server.")
                || !OF_CAMEL.matcher(key).matches();
    }

    private static boolean isOption(String key, String prefix, String option) {
        return key.startsWith(prefix)
                && key.substring(prefix.length()).replace("-", "").equalsIgnoreCase(option);
    }

    /** The message of the component where there is one; that of another exception may quote the value of a secret. */
    private static String reason(Throwable failure) {
        String reason =
                "the component cannot be configured: " + failure.getClass().getName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            Matcher placeholder = PLACEHOLDER.matcher(message);
            if (message.startsWith("The option ") || message.startsWith("Nothing here listens")) {
                return message;
            }
            if (placeholder.find()) {
                return "the placeholder {{" + placeholder.group(1) + "}} has no value";
            }
            if (cause instanceof PropertyBindingException binding) {
                reason = "the property " + binding.getOptionPrefix() + binding.getPropertyName() + " cannot be set:"
                        + " the component has no such option, or the option no such value";
            }
        }
        return reason;
    }
}
