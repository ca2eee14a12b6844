package io.camelpurse.sandbox;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code java -jar purse-sandbox-*-runnable.jar}: a sandbox that runs until it is stopped. */
public final class SandboxCommand {
    private static final int USAGE_ERROR = 2;
    private static final int START_ERROR = 1;
    private static final String HELP = """
        Usage: java -jar purse-sandbox-<version>-runnable.jar [options]

          --port N             port to listen on; 0 takes a free one (default 8085)
          --host H             address to listen on (default 127.0.0.1)
          --seed N             same seed, same ids and credentials (default 20200825)
          --api-key-required   reject calls without x-api-key
          --help               show this text\
        """;

    private SandboxCommand() {}

    /**
     * Starts a sandbox. Ends with status 2 on wrong arguments, with 1 if it cannot listen.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Returns the exit status; 0 leaves a sandbox running unless help was asked for. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        PurseSandbox.Builder builder = PurseSandbox.builder().port(8085);
        Deque<String> rest = new ArrayDeque<>(arguments);
        try {
            while (!rest.isEmpty()) {
                String option = rest.pop();
                if (option.equals("--help")) {
                    out.println(HELP);
                    return 0;
                }
                apply(builder, option, rest);
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + " Try --help.");
            return USAGE_ERROR;
        }
        return start(builder, out, err);
    }

    private static void apply(PurseSandbox.Builder builder, String option, Deque<String> rest) {
        switch (option) {
            case "--port" -> builder.port((int) number(option, rest, 0, 65_535));
            case "--host" -> builder.host(value(option, rest));
            case "--seed" -> builder.seed(number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE));
            case "--api-key-required" -> builder.apiKeyRequired(true);
            default -> throw new IllegalArgumentException("Unknown option '" + option + "'.");
        }
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("The option " + option + " needs a value.");
        }
        return rest.pop();
    }

    private static long number(String option, Deque<String> rest, long least, long greatest) {
        String text = value(option, rest);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same words as a number out of range.
        }
        throw new IllegalArgumentException("The option " + option + " needs a whole number"
                + (greatest == Long.MAX_VALUE ? "" : " from " + least + " to " + greatest) + ", not '" + text + "'.");
    }

    private static int start(PurseSandbox.Builder builder, PrintStream out, PrintStream err) {
        try {
            PurseSandbox sandbox = builder.start();
            Account account = sandbox.account();
            out.println("Purse sandbox: " + sandbox.baseUrl());
            out.println("  API URL        " + sandbox.apiUrl());
            out.println("  token URL      " + sandbox.tokenUrl());
            out.println("  entity id      " + account.entityId());
            out.println("  client id      " + account.clientId());
            out.println("  client secret  " + account.clientSecret());
            out.println("  API key        " + account.apiKey());
            out.flush();
            return 0;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return START_ERROR;
        }
    }
}
