package io.camelpurse.examples.jbang;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command {@code camel}. */
final class Camel {

    private Camel() {}

    public static void main(String... arguments) {
        CamelJBangMain.run(arguments);
    }
}
