package pipefault.architecture;

import java.util.List;

/** The map of packages: every package of the project has a place in it, or the build refuses it. */
final class Packages {

    static final String PLATFORM = "pipefault.platform";
    static final String WORLD = "pipefault.world";
    static final String JNA = "pipefault.jna";
    static final String FAULT = "pipefault.fault";
    static final String TRACE = "pipefault.trace";
    static final String INJECT = "pipefault.inject";
    static final String SIMULATION = "pipefault.simulation";
    static final String PIPE = "pipefault.pipe";
    static final String CONFORMANCE = "pipefault.conformance";
    static final String DIFFERENTIAL = "pipefault.differential";
    static final String CERTIFICATION = "pipefault.certification";
    static final String SCENARIO = "pipefault.scenario";
    static final String ORACLE = "pipefault.oracle";
    static final String EXPLORE = "pipefault.explore";
    static final String TRIAGE = "pipefault.triage";
    static final String LEAGUE = "pipefault.league";
    static final String FOREIGN = "pipefault.foreign";
    static final String TIMELINE = "pipefault.timeline";
    static final String REPORT = "pipefault.report";
    static final String CI = "pipefault.ci";
    static final String JUNIT = "pipefault.junit";
    static final String WRITER = "pipefault.writer";
    static final String SPECIMEN = "pipefault.specimen";
    static final String TWIN = "pipefault.twin";
    static final String DEFECTS = "pipefault.defects";
    static final String APP = "pipefault.app";

    /** Packages that hold code: a rule about one of these fails when it finds nothing to look at. */
    static final List<String> INHABITED = List.of(
            PLATFORM,
            WORLD,
            JNA,
            FAULT,
            TRACE,
            INJECT,
            SIMULATION,
            PIPE,
            CONFORMANCE,
            DIFFERENTIAL,
            CERTIFICATION,
            SCENARIO,
            ORACLE,
            EXPLORE,
            TRIAGE,
            LEAGUE,
            FOREIGN,
            TIMELINE,
            REPORT,
            CI,
            JUNIT,
            WRITER,
            SPECIMEN,
            TWIN,
            DEFECTS,
            APP);

    /** Packages that have a place on the map and need not hold code yet. Goes down to empty, never up. */
    static final List<String> PLANNED = List.of();

    private Packages() {}

    static String tree(String root) {
        return root + "..";
    }
}
