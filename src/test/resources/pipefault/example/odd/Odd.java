package com.example;

import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

/** Factories that cannot be used. */
public abstract class Odd implements SubjectFactory {

    @Override
    public boolean ownsHandle() {
        return false;
    }

    @Override
    public Subject open(Platform platform, Handle pipe, Listener listener) {
        throw new IllegalStateException("never opened");
    }

    /** Has no public constructor. */
    public static final class Hidden extends Odd {
        private Hidden() {}

        @Override
        public String name() {
            return "hidden";
        }
    }

    /** Cannot be created. */
    public static final class Throwing extends Odd {
        public Throwing() {
            throw new IllegalStateException("not today");
        }

        @Override
        public String name() {
            return "throwing";
        }
    }

    /** Has a name that no token can hold. */
    public static final class Nameless extends Odd {
        @Override
        public String name() {
            return "no name";
        }
    }

    /** Has the name of another writer. */
    public static final class Impostor extends Odd {
        @Override
        public String name() {
            return "recovering";
        }
    }
}
