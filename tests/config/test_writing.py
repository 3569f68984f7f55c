"""What is written reads the same again, whatever it says, and says no more than it must."""

from hypothesis import given, settings

from config.definitions import Said, configurations
from cordboard.config.reading import read, walked
from cordboard.config.writing import written
from cordboard.core.configuration import Configuration
from cordboard.core.ids import QueueId
from cordboard.core.workstream import Queue


@settings(max_examples=100)
@given(configurations())
def test_what_is_written_reads_the_same_again(said: Said) -> None:
    configuration, agents = said
    text = written(configuration, agents)
    located, walk = walked(text.encode())
    assert walk.mistakes == []
    assert (located.configuration, located.agents) == (configuration, agents)
    assert written(located.configuration, located.agents) == text


def test_defaults_are_left_out_and_words_that_yaml_would_change_are_kept() -> None:
    queue = Queue(id=QueueId("no"), name="on", priority=5)
    text = written(Configuration(queues=(queue,)), None)
    assert text == "cordboard: 1\nqueues:\n  'no':\n    name: 'on'\n    priority: 5\n"
    assert read(text.encode()).configuration.queues == (queue,)
