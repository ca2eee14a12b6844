package io.camelpurse.sandbox;

/** Makes a new signing key without holding up the loop. */
final class SigningKeyRotation {
    private SigningKeyRotation() {}

    /** Installs a new key, then goes on. */
    static void start(Core core, Runnable then) {
        core.vertx.executeBlocking(SigningKeys::generate).onSuccess(key -> {
            core.signingKeys.install(key);
            then.run();
        });
    }
}
