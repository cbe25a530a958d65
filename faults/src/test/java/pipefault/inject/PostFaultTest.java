package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.fault.FailPoint;

/** Faults on a post to the event loop. */
class PostFaultTest {

    private final List<String> ran = new ArrayList<>();

    private boolean post(Subject subject) {
        return subject.platform.loop().post(this, () -> ran.add("task"));
    }

    @Test
    void a_task_is_taken_and_runs() {
        Subject subject = new Subject("");

        assertThat(post(subject)).isTrue();
        subject.world.runPosted();

        assertThat(ran).hasSize(1);
        assertThat(subject.trace())
                .containsExactly("owner CALL Post", "owner RETURN Post taken", "owner TASK  the task of post 1");
    }

    @Test
    void a_task_is_refused_and_who_posts_is_told() {
        Subject subject = new Subject("Post#1 -> reject");

        assertThat(post(subject)).isFalse();

        assertThat(subject.world.posted).isEmpty();
        assertThat(subject.trace()).contains("owner RETURN Post refused *");
        assertThat(subject.run.answers().all())
                .singleElement()
                .matches(answer ->
                        answer.point() == FailPoint.POST && !answer.result().ok() && answer.injected());
    }

    @Test
    void a_task_is_lost_and_who_posts_believes_in_it() {
        Subject subject = new Subject("Post#1 -> drop");

        assertThat(post(subject)).isTrue();

        assertThat(subject.world.posted).isEmpty();
        assertThat(subject.trace()).contains("owner RETURN Post taken *");
    }

    @Test
    void of_a_refusal_and_a_loss_the_first_of_the_plan_decides() {
        Subject subject = new Subject("Post#1 -> reject; Post#1 -> drop");

        assertThat(post(subject)).isFalse();

        assertThat(subject.fired()).containsExactly(1, 0);
    }

    @Test
    void a_post_is_held_before_the_task_is_queued_or_after_it() {
        Subject subject = new Subject("Post@pool#1 -> hold(before, unlocked); Post@pool#1 -> hold(after, posted)");
        List<Integer> queued = new ArrayList<>();
        for (String gate : List.of("unlocked", "posted")) {
            subject.world.whileHeldAt(gate, () -> {
                queued.add(subject.world.posted.size());
                subject.run.gate(gate).open();
            });
        }

        subject.world.as("pool-1", "pool", () -> assertThat(post(subject)).isTrue());

        assertThat(queued).containsExactly(0, 1);
    }

    @Test
    void what_a_task_throws_is_kept_and_does_not_end_the_loop() {
        Subject subject = new Subject("");
        IllegalStateException thrown = new IllegalStateException("listener");
        assertThat(subject.platform.loop().post(this, () -> {
                    throw thrown;
                }))
                .isTrue();

        subject.world.runPosted();

        assertThat(subject.run.strayExceptions()).containsExactly(thrown);
    }
}
