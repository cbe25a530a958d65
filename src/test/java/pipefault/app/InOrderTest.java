package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import pipefault.scenario.HarnessError;

class InOrderTest {

    @Test
    void hands_on_in_order_what_ends_out_of_order() {
        CountDownLatch secondIsDone = new CountDownLatch(1);
        List<String> handed = new ArrayList<>();

        InOrder.work(
                2,
                List.of(1, 2, 3).iterator(),
                number -> work(number, secondIsDone),
                (number, done) -> handed.add(number + " " + done));

        assertThat(handed).containsExactly("1 done", "2 done", "3 done");
    }

    private static String work(int number, CountDownLatch secondIsDone) {
        if (number == 2) {
            secondIsDone.countDown();
        } else if (number == 1) {
            try {
                secondIsDone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "done";
    }

    @Test
    void what_goes_wrong_in_a_piece_is_an_error_of_the_harness() {
        assertThatExceptionOfType(HarnessError.class)
                .isThrownBy(() -> InOrder.work(
                        1,
                        List.of("piece").iterator(),
                        piece -> {
                            throw new IllegalStateException("the moon is full");
                        },
                        (piece, done) -> {}))
                .withMessageContaining("the moon is full");
    }
}
