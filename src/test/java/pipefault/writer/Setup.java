package pipefault.writer;

/** What a bench is set up with. */
record Setup(PipeWriterOptions options, String plan, WriterSteps steps, boolean postsInline) {

    static Setup owning() {
        return new Setup(PipeWriterOptions.server().owningHandle(), "", new WriterSteps(), false);
    }

    Setup with(PipeWriterOptions other) {
        return new Setup(other, plan, steps, postsInline);
    }

    Setup with(String faults) {
        return new Setup(options, faults, steps, postsInline);
    }

    Setup with(WriterSteps others) {
        return new Setup(options, plan, others, postsInline);
    }

    /** Lets the loop run each task at once, on the thread that posts it. */
    Setup inline() {
        return new Setup(options, plan, steps, true);
    }
}
