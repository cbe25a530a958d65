package pipefault.oracle;

/** One oracle, one piece of evidence, and how many findings are right. */
record Twin(String name, Oracle oracle, EvidenceBuilder evidence, int findings) {

    @Override
    public String toString() {
        return oracle.name() + ": " + name + (findings == 0 ? " is left alone" : " is caught");
    }
}
