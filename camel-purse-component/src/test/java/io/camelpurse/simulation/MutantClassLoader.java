package io.camelpurse.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Defines the component and the simulation anew, with the classes of one mutant instead of the real ones. */
final class MutantClassLoader extends ClassLoader {

    private static final String ANEW = "io.camelpurse.";
    private static final String SHARED = "io.camelpurse.sandbox.";

    private final Map<String, byte[]> mutated;

    MutantClassLoader(Map<String, byte[]> mutated) {
        super(MutantClassLoader.class.getClassLoader());
        this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ANEW) || name.startsWith(SHARED)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] mutant = mutated.get(name);
        byte[] bytes = mutant != null ? mutant : real(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] real(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
