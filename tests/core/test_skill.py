"""Skills: who meets what is asked, and who comes closest."""

from hypothesis import given
from hypothesis import strategies as st

from cordboard.core.ids import RatingModelId, SkillId
from cordboard.core.skill import RatingModel, Scale, SkillRating, closeness, lacking, meets, scale_of

THAI, TILL, LAO = SkillId("thai"), SkillId("till"), SkillId("lao")
SCALES: dict[SkillId, Scale] = {THAI: (1, 10), TILL: (1, 3), LAO: (0, 100)}

names = st.sampled_from([THAI, TILL, LAO])


def ratings_of(name: SkillId) -> st.SearchStrategy[int]:
    return st.integers(*SCALES[name])


own = st.fixed_dictionaries({}, optional={name: ratings_of(name) for name in SCALES})
asked = own.map(lambda some: tuple(SkillRating(skill_id=name, rating=it) for name, it in some.items()))


def want(**ratings: int) -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill_id=SkillId(name), rating=rating) for name, rating in ratings.items())


def far(wanted: tuple[SkillRating, ...], **has: int) -> tuple[int, int]:
    return closeness({SkillId(name): rating for name, rating in has.items()}, wanted, SCALES)


@given(has=own, wanted=asked)
def test_whoever_meets_it_misses_nothing_and_nobody_else(
    has: dict[SkillId, int], wanted: tuple[SkillRating, ...]
) -> None:
    missing, over = closeness(has, wanted, SCALES)
    assert meets(has, wanted) == (missing == 0)
    exact = all(has.get(one.skill_id) == one.rating for one in wanted)
    assert exact == ((missing, over) == (0, 0))
    lacks = lacking(has, wanted)
    assert (lacks is None) == meets(has, wanted)
    assert lacks is None or lacks in {one.skill_id for one in wanted}


@given(has=own, wanted=asked, name=names)
def test_an_inactive_skill_is_neither_had_nor_asked_for(
    has: dict[SkillId, int], wanted: tuple[SkillRating, ...], name: SkillId
) -> None:
    without = {one: rating for one, rating in has.items() if one != name}
    left = tuple(one for one in wanted if one.skill_id != name)
    assert meets(has, wanted, {name}) == meets(without, wanted, {name}) == meets(without, left)
    assert closeness(has, wanted, SCALES, {name}) == closeness(without, left, SCALES)


@given(has=own, wanted=asked, name=names, data=st.data())
def test_being_better_at_something_never_makes_anybody_miss_more(
    has: dict[SkillId, int], wanted: tuple[SkillRating, ...], name: SkillId, data: st.DataObject
) -> None:
    lowest, highest = SCALES[name]
    better = {**has, name: data.draw(st.integers(has.get(name, lowest), highest))}
    assert closeness(better, wanted, SCALES)[0] <= closeness(has, wanted, SCALES)[0]
    assert meets(better, wanted) or not meets(has, wanted)


def test_exact_comes_before_over_and_over_before_under_and_under_before_nothing_at_all() -> None:
    """Appendix C 78: with Matching.CLOSEST even who has none of it can be compared, and comes last."""
    wanted = want(thai=5)
    in_order = [far(wanted, thai=rating) for rating in (5, 6, 10, 4, 1)]
    assert [*in_order, far(wanted)] == sorted({*in_order, far(wanted)})


def test_to_lack_a_skill_is_worse_than_its_lowest_rating_even_when_no_more_is_asked() -> None:
    assert far(want(thai=1)) > far(want(thai=1), thai=1)
    assert far(want(thai=10)) > far(want(thai=10), thai=1)


def test_different_scales_weigh_the_same() -> None:
    assert far(want(till=3), till=1) == far(want(lao=100), lao=0) == (1_000, 0)
    assert far(want(till=2, lao=50), till=3, lao=50) == (0, 500)


def test_the_smallest_difference_counts_on_the_widest_scale() -> None:
    wide = {LAO: (0, 100_000)}
    assert closeness({LAO: 49_999}, want(lao=50_000), wide) == (1, 0)
    assert closeness({LAO: 50_001}, want(lao=50_000), wide) == (0, 1)


def test_a_skill_without_a_model_is_rated_one_to_ten() -> None:
    assert scale_of(None) == (1, 10)
    assert scale_of(RatingModel(id=RatingModelId("m"), name="M", lowest=2, highest=4)) == (2, 4)
    assert closeness({}, want(thai=10), {}) == (2_000, 0)


def test_a_scale_of_one_rating_divides_by_nothing() -> None:
    assert closeness({THAI: 1}, want(thai=1), {THAI: (1, 1)}) == (0, 0)
