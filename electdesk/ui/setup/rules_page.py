"""Fifth page: when stations close, what percentages are of, what turnout is, and the limits of the checks."""

from PySide6.QtWidgets import QComboBox, QSpinBox

from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records.setup import CLOSING_RULES, PERCENTAGE_BASES, TURNOUT_DEFINITIONS
from electdesk.domain.records.station import STATION_TYPES
from electdesk.domain.set_up_rules import LIMITS
from electdesk.i18n import set_up_words as words
from electdesk.i18n import tr
from electdesk.i18n.sentences import STATION_TYPES as TYPE_WORDS
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.setup.fields import Page


class RulesPage(Page):
    """Every answer is one already: what stands here holds unless somebody changes it."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(lambda: tr("Rules"), work, [("closing",), ("percentage_base",), ("turnout",), ("thresholds",)])
        self.closing = {kind: QComboBox() for kind in STATION_TYPES}
        self.base, self.turnout = QComboBox(), QComboBox()
        self.limits = {name: QSpinBox() for name in words.LIMITS}
        for box in (self.base, self.turnout, *self.closing.values()):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self._build()
        self._listen()
        self.begin()

    def _build(self) -> None:
        layout = self.card(lambda: tr("Percentages and turnout"))
        questions = Questions()
        for box, keys in ((self.base, ("", *PERCENTAGE_BASES)), (self.turnout, ("", *TURNOUT_DEFINITIONS))):
            for key in keys:
                box.addItem("", key)
        questions.ask(lambda: tr("Shares of the choices"), self.base)
        questions.ask(lambda: tr("Turnout"), self.turnout)
        layout.addWidget(questions)
        layout.addWidget(self.trouble(("percentage_base",), ("turnout",)))
        layout = self.card(lambda: tr("When stations may close"))
        questions = Questions(label_width=220)
        for kind, box in self.closing.items():
            for rule in CLOSING_RULES:
                box.addItem("", rule)
            questions.ask(lambda kind=kind: tr(TYPE_WORDS[kind]), box)  # type: ignore[misc]  # i18n: dynamic
        layout.addWidget(questions)
        layout.addWidget(self.trouble(("closing",)))
        layout = self.card(lambda: tr("Limits of the checks"), lambda: tr("usual values; a larger one lets more pass"))
        questions = Questions(label_width=220)
        for name, spin in self.limits.items():
            spin.setRange(0, LARGEST_COUNT)
            title, meaning = words.LIMITS[name]
            questions.ask(
                lambda title=title: tr(title),  # type: ignore[misc]  # i18n: dynamic
                spin,
                narrow=True,
                hint=lambda meaning=meaning: tr(meaning),  # type: ignore[misc]  # i18n: dynamic
            )
        layout.addWidget(questions)
        layout.addWidget(self.trouble(("thresholds",)))
        self.box.addStretch(1)

    def _listen(self) -> None:
        self.base.activated.connect(lambda _index: self.work.change_set_up(percentage_base=str(self.base.currentData())))
        self.turnout.activated.connect(lambda _index: self.work.change_set_up(turnout_definition=str(self.turnout.currentData())))
        for box in self.closing.values():
            box.activated.connect(lambda _index: self._closing_chosen())
        for spin in self.limits.values():
            spin.valueChanged.connect(lambda _value: self._limits_typed())

    def _closing_chosen(self) -> None:
        plain = type(self.work.plan.set_up)(region={})
        chosen = {kind: str(box.currentData()) for kind, box in self.closing.items()}
        self.work.change_set_up(closing={kind: rule for kind, rule in chosen.items() if rule != plain.closing_rule(kind)})

    def _limits_typed(self) -> None:
        typed = {name: spin.value() for name, spin in self.limits.items()}
        self.work.change_set_up(thresholds={name: limit for name, limit in typed.items() if limit != LIMITS[name]})

    def fill(self) -> None:
        set_up = self.work.plan.set_up
        self.base.setCurrentIndex(max(0, self.base.findData(set_up.percentage_base)))
        self.turnout.setCurrentIndex(max(0, self.turnout.findData(set_up.turnout_definition)))
        for kind, box in self.closing.items():
            box.setCurrentIndex(box.findData(set_up.closing_rule(kind)))
        for name, spin in self.limits.items():
            spin.blockSignals(True)
            spin.setValue(set_up.thresholds.get(name, LIMITS[name]))
            spin.blockSignals(False)

    def restyle(self) -> None:
        super().restyle()
        for spin in self.limits.values():
            spin.setFixedWidth(px(110))

    def retranslate(self) -> None:
        super().retranslate()
        for box, table, name in (
            (self.base, words.PERCENTAGE_BASES, tr("Shares of the choices")),
            (self.turnout, words.TURNOUT_DEFINITIONS, tr("Turnout")),
            *((box, words.CLOSING_RULES, tr(TYPE_WORDS[kind])) for kind, box in self.closing.items()),  # i18n: dynamic
        ):
            box.setAccessibleName(name)
            for index in range(box.count()):
                box.setItemText(index, tr(table[box.itemData(index)]))  # i18n: dynamic
        for name, spin in self.limits.items():
            spin.setAccessibleName(tr(words.LIMITS[name][0]))  # i18n: dynamic
