"""Which component, criterion and group of a scheme a row of marks is of.

A row need only say what cannot be told without: the criterion where there are some, the component
where the criterion's name fits several, the group where the component has groups. Ids and titles
both do.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from scoring.files.tables import Row
from scoring.files.tables.columns import Columns, FileColumn
from scoring.scheme import Ballot, Criterion, Group
from scoring.wording import Phrase, say

CRITERION = FileColumn("criterion", "测评项目")
COMPONENT = FileColumn("component", "计分项")
GROUP = FileColumn("group", "组别")

Named = TypeVar("Named", Ballot, Criterion, Group)


class Spots:
    """The places that marks can have under a scheme, by what a table calls them."""

    def __init__(self, components: Iterable[Ballot]) -> None:
        """Take all ballot ``components`` of the scheme, in its order."""
        self.components = tuple(components)
        self._by_name = _by_name(self.components)
        self._criteria = {component.id: _by_name(component.items) for component in self.components}
        self._groups = {component.id: _by_name(component.groups) for component in self.components}

    @property
    def without_criteria(self) -> tuple[Ballot, ...]:
        """The components that a wide table can serve; such a table needs exactly one."""
        return tuple(component for component in self.components if not component.criteria)

    def of(self, columns: Columns, row: Row) -> tuple[Ballot, str] | None:
        """Return the component and the criterion's id that a row is of, or note what is wrong.

        Of a component without criteria, the id is the component's own. None where it was noted.
        """
        component = columns.name(row, "component")
        criterion = columns.name(row, "criterion")
        found = self._meant(component, criterion)
        if isinstance(found, Phrase):
            key = "criterion" if criterion or not component else "component"
            columns.findings.error("mark.no-criterion", columns.place(row, key), found)
            return None
        return found

    def group(self, columns: Columns, row: Row, component: Ballot) -> str | None:
        """Return the id of the group a row is of; None without groups, or where it was noted."""
        groups = self._groups[component.id]
        if not groups:
            return None
        text = columns.name(row, "group")
        if text not in groups:
            columns.findings.error(
                "mark.no-group",
                columns.place(row, "group" if columns.has("group") else None),
                say("{group} is not a group of {component}", group=text, component=component.title)
                if text
                else say("{component} needs the group of each ballot", component=component.title),
                say(
                    "the groups are {groups}", groups=tuple(group.id for group in component.groups)
                ),
            )
            return None
        return groups[text].id

    def _meant(self, component: str, criterion: str) -> tuple[Ballot, str] | Phrase:
        """Return what the two words of a row mean, each perhaps empty; or why that is unclear."""
        candidates = self.components
        if component:
            if component not in self._by_name:
                return say(
                    "{component} is not a component that is voted on; these are: {components}",
                    component=component,
                    components=tuple(known.id for known in self.components),
                )
            candidates = (self._by_name[component],)
        if criterion:
            candidates = tuple(
                one for one in candidates if one.criteria and criterion in self._criteria[one.id]
            )
        else:
            candidates = tuple(one for one in candidates if not one.criteria)
        if len(candidates) == 1:
            only = candidates[0]
            return only, self._criteria[only.id][criterion or only.id].id
        if candidates:
            return say("it is not clear which component is meant; fill the column component")
        return self._none(criterion)

    def _none(self, criterion: str) -> Phrase:
        known = tuple(item.id for component in self.components for item in component.criteria)
        if not known:
            return say("{criterion} is not a criterion: the scheme has none", criterion=criterion)
        if criterion:
            return say(
                "{criterion} is not a criterion here; these are: {known}",
                criterion=criterion,
                known=known,
            )
        return say("the criterion is missing; these are: {known}", known=known)


def _by_name(items: Iterable[Named]) -> Mapping[str, Named]:
    """Return ``items`` by title and by id; an id that is another's title means its own item."""
    listed = list(items)
    return {item.title: item for item in listed} | {item.id: item for item in listed}
