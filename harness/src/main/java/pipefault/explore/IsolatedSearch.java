package pipefault.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunSpec;
import pipefault.scenario.WorkerRequest;
import pipefault.scenario.WorkerService;
import pipefault.scenario.Workers;

/**
 * Has a part of a search done by a process of its own.
 *
 * <p>Asks for a bit at a time, so that what is known is never old. A process that dies or stands still is an error of ours:
 * nothing in simulation can bring that about.
 */
public final class IsolatedSearch implements SearchPart {

    private static final long SLICE_MILLIS = 200;

    /** A run may stand outside the simulation for half a minute before that is noticed. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workers workers;
    private final Duration bound;
    private final WorkerRequest what;
    private final SearchPlan plan;

    /**
     * Starts nothing yet.
     *
     * @param command starts a process whose main method calls {@link #serve}
     */
    public IsolatedSearch(List<String> command, RunSpec spec, SearchPlan plan) {
        this(command, spec, plan, BOUND);
    }

    IsolatedSearch(List<String> command, RunSpec spec, SearchPlan plan, Duration bound) {
        workers = Workers.withoutSpare(command);
        this.bound = bound;
        this.plan = plan;
        what = WorkerRequest.of(spec, false);
    }

    /**
     * What the other process is asked: to go on with a search, or to make what was seen in it smaller.
     *
     * @param millis how long, at the most
     */
    record Request(
            WorkerRequest what, SearchPlan plan, @Nullable Sighting sighting, long millis) {}

    /** What it answers: one of the first two, or an error of ours. */
    record Answer(
            @Nullable Standing standing,
            @Nullable Smallest smallest,
            @Nullable String error) {}

    /**
     * Is the inside of the other process: serves until the input ends, and then halts it.
     *
     * @param resolve finds what a request names; throws for what it does not know
     */
    public static void serve(InputStream in, PrintStream out, Function<WorkerRequest, RunSpec> resolve) {
        Inside inside = new Inside(resolve);
        WorkerService.serve(in, out, request -> {
            try {
                return JSON.writeValueAsString(inside.answer(JSON.readValue(request, Request.class)));
            } catch (JsonProcessingException e) {
                throw new HarnessError("a request or an answer of the worker process could not be read or written", e);
            }
        });
    }

    /** The search that this process does, which begins with the first request for it. */
    private static final class Inside {

        private final Function<WorkerRequest, RunSpec> resolve;
        private @Nullable Request current;
        private @Nullable Search search;

        Inside(Function<WorkerRequest, RunSpec> resolve) {
            this.resolve = resolve;
        }

        Answer answer(Request request) {
            try {
                Search going = search(request);
                Deadline deadline = Deadline.in(Duration.ofMillis(request.millis()));
                Sighting sighting = request.sighting();
                return sighting == null
                        ? new Answer(going.goOn(deadline::isOver), null, null)
                        : new Answer(null, going.shrink(sighting, deadline, () -> false), null);
            } catch (Diverged diverged) {
                return new Answer(null, null, diverged.getMessage());
            }
        }

        private Search search(Request request) {
            Search going = search;
            Request begun = current;
            if (going == null
                    || begun == null
                    || !begun.what().equals(request.what())
                    || !begun.plan().equals(request.plan())) {
                going = new Search(resolve.apply(request.what()), request.plan());
                search = going;
                current = request;
            }
            return going;
        }
    }

    @Override
    public void begin() {
        Standing unusedYet = going(0);
    }

    @Override
    public Standing goOn(BooleanSupplier pause) {
        return going(SLICE_MILLIS);
    }

    private Standing going(long millis) {
        Standing standing = ask(null, millis).standing();
        if (standing == null) {
            throw new HarnessError("the worker process has answered something else than it was asked");
        }
        return standing;
    }

    @Override
    public Smallest shrink(Sighting sighting, Deadline deadline, BooleanSupplier enough) {
        Smallest smallest = ask(sighting, deadline.left().toMillis()).smallest();
        if (smallest == null) {
            throw new HarnessError("the worker process has answered something else than it was asked");
        }
        return smallest;
    }

    private Answer ask(@Nullable Sighting sighting, long millis) {
        try {
            String request = JSON.writeValueAsString(new Request(what, plan, sighting, millis));
            Workers.Reply reply = workers.ask(request, sighting == null ? bound : bound.plusMillis(millis));
            String text = reply.answer();
            if (text == null) {
                throw new HarnessError(reply.failure());
            }
            Answer answer = JSON.readValue(text, Answer.class);
            if (answer.error() != null) {
                throw new Diverged(answer.error());
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new HarnessError("a request or an answer of the worker process could not be read or written", e);
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
