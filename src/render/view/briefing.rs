//! One assessment and its eight parts in words.

use crate::briefing::Briefing;
use crate::briefing::reason::Asked;
use crate::briefing::results::Row;
use crate::briefing::status::{Courses, UseLine};
use crate::model::assessment::{Assessment, Range};
use crate::model::initiative::{Budget, Milestone};
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
use crate::model::outcome::Reading;
use crate::model::part::Part;
use crate::model::site::Site;
use crate::model::text::{Reference, Text};
use crate::render::address;
use crate::render::context::{
    self, Answer, Decision, Entry, Fact, Group, Kind, Left, Link, Next, Pattern, Question, SectionRow, Seen, UseRow,
    Value,
};
use crate::render::format::decimals;
use crate::render::mentions::{Mention, shown};
use crate::render::view::method::rules;
use crate::render::view::outcome::course_id;
use crate::render::view::{View, answer_id, stage_id, words};
use crate::scoring::change::Verdict;
use crate::scoring::course::Course;

impl View<'_> {
    /// Everything about one assessment, for pages in its folder.
    pub fn briefing(&self, briefing: &Briefing<'_>, site: &Site) -> context::Briefing {
        let subject = &briefing.subject;
        let assessment = subject.now.assessment;
        let format = self.format();
        let initiative = self.initiative;
        let page = address::page(&initiative.id, &assessment.id, "index");
        let page = page.as_str();
        let results = &briefing.results;
        let asked = self.mentions.value("briefing");
        let rows: Vec<SectionRow> = self.section_rows(briefing, &results.sections, asked.field("sections"));
        let (stakes, commitment) = (&briefing.stakes, &briefing.commitment);
        shown!(
            // Pages are named by their titles, and there is one for each part.
            |field| matches!(field, "title" | "parts") || asked.has(field),
            context::Briefing {
                id: assessment.id.clone(),
                title: self.assessment_title(assessment),
                href: page.to_owned(),
                compare: match subject.before {
                    Some(_) => address::page(&initiative.id, &assessment.id, "compare"),
                    None => String::new(),
                },
                stage_id: stage_id(assessment.stage),
                stage: self.stage(assessment.stage),
                date: format.date(assessment.date),
                as_of: format.date(subject.as_of),
                model: assessment.instrument.title.clone(),
                has_points: assessment.instrument.has_points,
                facts: self.facts(briefing),
                stages: self.stages(assessment),
                finding: self.conclusion(briefing),
                lead: words(briefing.summary.lead),
                decisions: briefing
                    .reason
                    .decisions
                    .iter()
                    .enumerate()
                    .map(|(at, asked)| self.decision_asked(at, asked))
                    .collect(),
                decide_when: briefing
                    .reason
                    .meeting
                    .map(|meeting| self.labels.say("decision.when", &[("date", &format.date(meeting.date))]))
                    .unwrap_or_default(),
                strip: self.strip(briefing),
                score: self.score_asked(subject, ROOT, asked.field("score")),
                flat_note: self.flat_note(&results.sections),
                rounding_note: self.rounding_note(briefing),
                reweighted_note: self.reweighted_note(briefing),
                groups: self.groups(briefing),
                figures: self.figures(briefing),
                movement: self.movement(briefing),
                requisites: self.tallies(&assessment.instrument, &results.whole.requisites),
                questions: self.questions(assessment),
                patterns: self.patterns(briefing, page),
                observed: self.observed(briefing),
                loose: briefing
                    .learning
                    .loose
                    .iter()
                    .map(|observation| Link {
                        title: observation.title.words.clone(),
                        href: address::observation(
                            &initiative.id,
                            assessment,
                            observation.criteria.first().copied(),
                            &observation.id,
                        ),
                    })
                    .collect(),
                findings: briefing.learning.findings.iter().map(|finding| self.finding(finding, assessment)).collect(),
                parts: self.parts(briefing, site, page),
                leave: lines(briefing.reason.leave),
                meeting: briefing.reason.meeting.map(|meeting| Link {
                    title: self.meeting_title(meeting),
                    href: address::meeting(&initiative.id, &meeting.id),
                }),
                milestones: briefing
                    .status
                    .milestones
                    .iter()
                    .map(|milestone| self.milestone(milestone, subject.newest))
                    .collect(),
                budget: self.budget(briefing.status.budget.as_ref()),
                uses: briefing.status.uses.iter().map(|used| self.used(used)).collect(),
                outcomes: briefing.status.outcomes.iter().map(|line| self.outcome(line, page)).collect(),
                training: self.courses(&briefing.status.organization),
                blocks: self.building_blocks(&briefing.status.organization),
                values: {
                    let decimals = decimals(stakes.values.iter().map(|value| &value.value));
                    stakes.values.iter().map(|value| self.value(value, decimals)).collect()
                },
                stake: self.stake(briefing),
                unit: stakes.written.and_then(|written| written.unit.clone()).unwrap_or_default(),
                if_nothing: lines(stakes.if_nothing),
                if_act: lines(stakes.if_act),
                assessors: assessment.assessors.iter().map(|person| self.person(person)).collect(),
                nature: self.nature(briefing),
                scoring: rules(&assessment.instrument, self.labels),
                not_applicable: briefing
                    .nature
                    .not_applicable
                    .iter()
                    .map(|(node, reason)| Left { title: self.node(assessment, *node).title, reason: reason.clone() })
                    .collect(),
                conditions: self.actions(&briefing.actions.conditions, page),
                kinds: briefing
                    .actions
                    .kinds
                    .iter()
                    .map(|(kind, lines)| {
                        let id = kind.map_or("other", answer_id);
                        Kind { id, title: self.labels.word(&format!("kind.{id}")), actions: self.actions(lines, page) }
                    })
                    .collect(),
                rejected: briefing
                    .actions
                    .rejected
                    .iter()
                    .map(|rejected| Left { title: rejected.option.clone(), reason: rejected.reason.clone() })
                    .collect(),
                register: self.actions(&commitment.register, page),
                uncommitted: self.actions(&commitment.uncommitted, page),
                carried: self.actions(&commitment.carried, page),
                done: self.actions(&commitment.done, page),
                dropped: self.actions(&commitment.dropped, page),
                next: commitment.next.iter().map(|(kind, meeting)| self.next(*kind, *meeting)).collect(),
                communication: words(commitment.written.and_then(|written| written.communication.as_ref())),
                signatures: commitment
                    .signatures
                    .iter()
                    .map(|id| self.person(&Reference { id: (*id).to_owned(), place: assessment.place.clone() }))
                    .collect(),
                sections: rows,
            }
        )
    }

    /// The conclusion that a person wrote; without one, the neutral title.
    fn conclusion(&self, briefing: &Briefing<'_>) -> Vec<String> {
        let assessment = briefing.subject.now.assessment;
        match briefing.summary.finding {
            Some(finding) => self.sentences(&finding.words),
            None => vec![self.assessment_title(assessment)],
        }
    }

    fn facts(&self, briefing: &Briefing<'_>) -> Vec<Fact> {
        let assessment = briefing.subject.now.assessment;
        let fact = |key: &str, words: String| Fact { title: self.labels.word(key), words };
        let mut facts = Vec::new();
        if let Some(meeting) = briefing.reason.meeting {
            facts.push(fact(&format!("fact.{}", meeting.kind.id()), self.meeting_when(meeting)));
        }
        facts.push(fact(
            "fact.sponsor",
            match &self.initiative.sponsor {
                Some(sponsor) => self.person(sponsor).line,
                None => self.labels.word("fact.no-sponsor"),
            },
        ));
        let by: Vec<String> = assessment.assessors.iter().map(|person| self.person(person).line).collect();
        if let [one] = by.as_slice() {
            facts.push(fact("fact.by", one.clone()));
        } else if !by.is_empty() {
            facts.push(fact("fact.by", self.labels.count("fact.assessors", by.len())));
        }
        facts.push(fact("fact.as-of", self.format().date(briefing.subject.as_of)));
        facts
    }

    fn stages(&self, current: &Assessment) -> Vec<Entry> {
        let entry = |assessment: &Assessment| Entry {
            title: self.labels.say(
                "assessment.in-year",
                &[("stage", &self.stage(assessment.stage)), ("year", &assessment.date.year().to_string())],
            ),
            href: address::page(&self.initiative.id, &assessment.id, "index"),
            current: assessment.id == current.id,
            here: assessment.id == current.id,
        };
        self.initiative.assessments.iter().map(entry).collect()
    }

    fn decision_asked(&self, at: usize, asked: &Asked<'_>) -> Decision {
        Decision {
            number: at + 1,
            ask: asked.decision.ask.words.clone(),
            detail: words(asked.decision.detail.as_ref()),
            actions: asked.actions.iter().map(|line| self.action_link(line)).collect(),
        }
    }

    fn strip(&self, briefing: &Briefing<'_>) -> Vec<Answer> {
        let summary = &briefing.summary;
        let mut strip = vec![self.direction(&summary.courses)];
        if let Some(answer) = summary.answer {
            strip.push(Answer {
                title: self.labels.word("strip.answer"),
                value: self.labels.word(&format!("answer.{}", answer_id(answer))),
                note: words(summary.answer_note),
                signal: String::new(),
            });
        }
        strip.push(Answer {
            title: self.labels.word("strip.actions"),
            value: match summary.proposed {
                0 if summary.open == 0 => self.labels.word("strip.none-open"),
                0 => self.labels.count("strip.open", summary.open),
                proposed => self.labels.count("strip.proposed", proposed),
            },
            note: if summary.proposed == 0 {
                String::new()
            } else {
                self.labels.count("strip.open-in-all", summary.open)
            },
            signal: if summary.overdue == 0 {
                String::new()
            } else {
                self.labels.count("strip.overdue", summary.overdue)
            },
        });
        strip.push(self.points_answer(briefing));
        strip
    }

    /// The direction of all outcomes in words.
    pub fn direction(&self, courses: &Courses) -> Answer {
        let Courses { known: courses, unknown } = courses;
        let title = self.labels.word("strip.direction");
        let right: usize = courses.iter().filter(|(course, _)| course.is_right()).map(|(_, count)| count).sum();
        let all: usize = courses.iter().map(|(_, count)| count).sum();
        let wrong = courses.iter().find(|(course, _)| *course == Course::Wrong).map_or(0, |(_, count)| *count);
        let key = match (all, right) {
            (0, _) => "strip.direction-unknown",
            (all, right) if right * 2 > all => "strip.direction-right",
            (_, right) if wrong > right => "strip.direction-wrong",
            _ => "strip.direction-mixed",
        };
        let mut parts: Vec<String> = courses
            .iter()
            .filter(|(course, _)| *course != Course::Wrong)
            .map(|(course, count)| self.labels.count(&format!("course.{}-count", course_id(*course)), *count))
            .collect();
        if *unknown > 0 && all > 0 {
            parts.push(self.labels.count("course.unknown-count", *unknown));
        }
        let signal = if wrong > 0 { self.labels.count("course.wrong-count", wrong) } else { String::new() };
        Answer { title, value: self.labels.word(key), note: self.format().list(&parts), signal }
    }

    fn points_answer(&self, briefing: &Briefing<'_>) -> Answer {
        let score = self.score(&briefing.subject, ROOT);
        let has_points = briefing.subject.now.assessment.instrument.has_points;
        let title = match has_points {
            true => self.labels.say("strip.points", &[("possible", &score.possible)]),
            false => self.labels.word("strip.percent"),
        };
        let mut notes = Vec::new();
        if has_points && !score.range.is_empty() {
            notes.push(self.labels.say("strip.range", &[("range", &score.range)]));
        }
        if !score.before.is_empty() {
            notes.push(self.labels.say("strip.before", &[("points", &score.before), ("change", &score.change)]));
        } else if score.known {
            notes.push(self.labels.word("strip.first"));
        }
        if !score.coverage.is_empty() {
            notes.push(score.coverage.clone());
        }
        let value = match (score.known, has_points) {
            (false, _) => score.words.clone(),
            (true, true) => score.points.clone(),
            (true, false) => score.words.clone(),
        };
        Answer { title, value, note: notes.join(&self.labels.word("strip.join")), signal: String::new() }
    }

    /// Top sections, or sections inside a section, as rows of a table.
    pub fn section_rows(&self, briefing: &Briefing<'_>, rows: &[Row], asked: Mention<'_>) -> Vec<SectionRow> {
        let mut last = None;
        rows.iter()
            .map(|row| {
                let mut shown = self.section_row(briefing, row, asked);
                let group = briefing.subject.now.assessment.instrument.node(row.node).and_then(|node| node.group);
                shown.first_of_group = group.is_some() && group != last;
                last = group;
                shown
            })
            .collect()
    }

    fn section_row(&self, briefing: &Briefing<'_>, row: &Row, asked: Mention<'_>) -> SectionRow {
        let subject = &briefing.subject;
        let assessment = subject.now.assessment;
        let instrument = &assessment.instrument;
        let link = self.node(assessment, row.node);
        let group =
            instrument.node(row.node).and_then(|node| node.group).and_then(|group| instrument.groups.get(group));
        shown!(
            |name| asked.has(name),
            SectionRow {
                title: link.title,
                href: link.href,
                group: group.map(|group| group.title.clone()).unwrap_or_default(),
                unison: group.is_some_and(|group| group.unison),
                first_of_group: false,
                score: self.score_asked(subject, row.node, asked.field("score")),
                requisites: self.tallies(instrument, &row.requisites),
                parts: row.parts.iter().map(|part| self.section_row(briefing, part, asked.field("parts"))).collect(),
                criteria: instrument.criteria_below(row.node).len(),
                nominal: instrument.node(row.node).map(|node| self.format().points(&node.points)).unwrap_or_default(),
            }
        )
    }

    fn groups(&self, briefing: &Briefing<'_>) -> Vec<Group> {
        let groups = briefing.subject.now.assessment.instrument.groups.iter().enumerate();
        let group = |(at, group): (usize, &crate::model::instrument::Group)| Group {
            title: group.title.clone(),
            note: group.note.clone(),
            unison: group.unison,
            score: self.group_score(&briefing.subject, at),
        };
        groups.map(group).collect()
    }

    /// Where the change came from.
    pub fn movement(&self, briefing: &Briefing<'_>) -> String {
        let results = &briefing.results;
        let Some(change) = &results.whole.change else { return String::new() };
        let assessment = briefing.subject.now.assessment;
        let named = |nodes: &[NodeIndex]| {
            let with =
                |node: &NodeIndex| {
                    let row = results.sections.iter().find(|row| row.node == *node)?;
                    let words = self.change_words(row.change.as_ref()?, false);
                    Some(self.labels.say(
                        "movement.section",
                        &[("section", &self.node(assessment, *node).title), ("change", &words)],
                    ))
                };
            self.format().list(&nodes.iter().take(3).filter_map(with).collect::<Vec<_>>())
        };
        let mut said = vec![self.labels.say(
            match change.verdict {
                Verdict::Flat => "movement.flat",
                _ => "movement.moved",
            },
            &[("change", &self.change_words(change, false))],
        )];
        if !results.gained.is_empty() {
            said.push(self.labels.say("movement.gained", &[("sections", &named(&results.gained))]));
        }
        if !results.lost.is_empty() {
            said.push(self.labels.say("movement.lost", &[("sections", &named(&results.lost))]));
        }
        self.format().sentences(&said)
    }

    /// What “flat” means, when a section is flat.
    pub fn flat_note(&self, rows: &[Row]) -> String {
        let flat = rows.iter().any(|row| row.change.as_ref().is_some_and(|change| change.verdict == Verdict::Flat));
        if flat { self.labels.word("note.flat") } else { String::new() }
    }

    /// The parts shown are rounded one by one; when their sum is not the whole shown, say so.
    pub fn rounding_note(&self, briefing: &Briefing<'_>) -> String {
        let totals = briefing.subject.now.totals;
        let adds_up = |end: fn(&Range) -> &Number| {
            let shown = |node: NodeIndex| {
                totals.score(node)?.points().and_then(|points| end(&points).rounded(0).parse::<i64>().ok())
            };
            let sum: i64 = briefing.results.sections.iter().filter_map(|row| shown(row.node)).sum();
            shown(ROOT).is_none_or(|whole| whole == sum)
        };
        let ends: [fn(&Range) -> &Number; 3] = [|range| &range.low, |range| &range.mid, |range| &range.high];
        let instrument = &briefing.subject.now.assessment.instrument;
        let is_sum = instrument.root().is_some_and(|root| root.cap.is_none() && root.combine.adds_up());
        match (instrument.has_points, is_sum, ends.into_iter().all(adds_up)) {
            (true, true, false) => self.labels.word("note.rounding"),
            (true, false, false) => self.labels.word("note.no-sum"),
            _ => String::new(),
        }
    }

    /// When criteria are left out, others share their points, and sections can reach other points
    /// than the model gives them.
    pub fn reweighted_note(&self, briefing: &Briefing<'_>) -> String {
        let now = briefing.subject.now;
        let instrument = &now.assessment.instrument;
        let differs = |(index, node): (NodeIndex, &crate::model::instrument::Node)| {
            now.totals.score(index).is_some_and(|score| score.share.is_some() && score.possible != node.points)
        };
        match instrument.has_points && instrument.sections().any(differs) {
            true => self.labels.word("note.reweighted"),
            false => String::new(),
        }
    }

    /// What the requisites ask.
    pub fn questions(&self, assessment: &Assessment) -> Vec<Question> {
        questions(&assessment.instrument)
    }

    fn patterns(&self, briefing: &Briefing<'_>, page: &str) -> Vec<Pattern> {
        let assessment = briefing.subject.now.assessment;
        briefing
            .learning
            .patterns
            .iter()
            .enumerate()
            .map(|(at, seen)| {
                let pattern = seen.pattern;
                let kind_id = pattern_kind_id(pattern.kind);
                let count = |node: NodeIndex| {
                    seen.sections.iter().find(|(section, _)| *section == node).map_or(0, |(_, count)| *count)
                };
                Pattern {
                    anchor: address::pattern_anchor(&pattern.id),
                    number: at + 1,
                    kind_id,
                    kind: self.labels.word(&format!("pattern.{kind_id}")),
                    title: pattern.title.words.clone(),
                    href: address::pattern(&self.initiative.id, &assessment.id, &pattern.id),
                    saw: words(pattern.saw.as_ref()),
                    because: lines(&pattern.because),
                    root_cause: words(pattern.root_cause.as_ref()),
                    voice: pattern.voice.as_ref().map(|voice| voice.words.clone()).unwrap_or_default(),
                    voice_who: pattern.voice.as_ref().map(|voice| voice.who.clone()).unwrap_or_default(),
                    means: self.text(
                        briefing,
                        &pattern.body,
                        page,
                        4,
                        &format!("{}_", address::pattern_anchor(&pattern.id)),
                    ),
                    seen_in: seen
                        .sections
                        .iter()
                        .map(|(section, count)| {
                            let link = self.node(assessment, *section);
                            Seen {
                                title: link.title,
                                href: link.href,
                                words: self.labels.count("pattern.observations", *count),
                            }
                        })
                        .collect(),
                    dots_html: assessment.instrument.sections().map(|(node, _)| self.dots(count(node))).collect(),
                    map: assessment.instrument.sections().map(|(node, _)| count(node)).collect(),
                    observations: seen
                        .observations
                        .iter()
                        .map(|observation| Link {
                            title: observation.title.words.clone(),
                            href: address::observation(
                                &self.initiative.id,
                                assessment,
                                observation.criteria.first().copied(),
                                &observation.id,
                            ),
                        })
                        .collect(),
                    actions: seen.actions.iter().map(|line| self.action_link(line)).collect(),
                }
            })
            .collect()
    }

    fn observed(&self, briefing: &Briefing<'_>) -> String {
        let all = briefing.subject.now.assessment.observations.len();
        let held = all - briefing.learning.loose.len();
        let patterns = briefing.learning.patterns.len();
        let whole = |count| self.labels.whole(count);
        match (all, patterns) {
            (0, _) => self.labels.word("learning.no-observations"),
            (all, 0) => self.labels.count("learning.no-patterns", all),
            (all, patterns) => self
                .labels
                .say("learning.observed", &[("count", &whole(patterns)), ("all", &whole(all)), ("held", &whole(held))]),
        }
    }

    /// The eight parts in the order of the outline.
    pub fn parts(&self, briefing: &Briefing<'_>, site: &Site, page: &str) -> Vec<context::Part> {
        let assessment = briefing.subject.now.assessment;
        let part = |(at, (part, title)): (usize, &(Part, Option<String>))| {
            let written = assessment.parts.get(*part);
            let title = title.clone().unwrap_or_else(|| self.labels.word(&format!("part.{}", part.id())));
            let finding = written.and_then(|written| written.finding.as_ref());
            context::Part {
                id: part.id(),
                number: at + 1,
                href: address::part(&self.initiative.id, &assessment.id, *part),
                finding: finding.map_or_else(|| vec![title.clone()], |finding| self.sentences(&finding.words)),
                has_finding: finding.is_some(),
                lead: words(written.and_then(|written| written.lead.as_ref())),
                body: written
                    .map(|written| self.text(briefing, &written.body, page, 3, &format!("{}_", part.id())))
                    .unwrap_or_default(),
                title,
            }
        };
        site.outline.iter().enumerate().map(part).collect()
    }

    /// A milestone; what we see is written for today, and stands in the newest report alone.
    pub fn milestone(&self, milestone: &Milestone, newest: bool) -> context::Milestone {
        let format = self.format();
        let done = milestone.done.filter(|done| *done <= self.as_of);
        let late = done.is_none() && milestone.planned.is_some_and(|planned| planned < self.as_of);
        let state = match (done, late) {
            (Some(done), _) => self.labels.say("milestone.done", &[("date", &format.short_date(done))]),
            (None, true) => self.labels.word("milestone.late"),
            (None, false) => self.labels.word("milestone.planned"),
        };
        context::Milestone {
            title: milestone.title.clone(),
            planned: milestone
                .planned
                .map_or_else(|| self.labels.word("milestone.no-date"), |date| format.short_date(date)),
            state,
            late,
            // What we see is written for today, and stands in the newest report alone.
            see: milestone.see.clone().filter(|_| newest).unwrap_or_default(),
        }
    }

    /// The money in a sentence, or nothing.
    pub fn budget(&self, budget: Option<&(&Budget, Option<&Reading>)>) -> String {
        let Some((budget, spent)) = budget else { return String::new() };
        let format = self.format();
        let total = format.measure(&budget.total, &budget.unit);
        match spent {
            Some(spent) => self.labels.say(
                "budget.spent",
                &[
                    ("spent", &format.value(&spent.value)),
                    ("total", &total),
                    (
                        "percent",
                        &spent.value.over(&budget.total).map_or_else(String::new, |share| format.percent(&share)),
                    ),
                    ("date", &format.date(spent.date)),
                ],
            ),
            None => self.labels.say("budget.total", &[("total", &total)]),
        }
    }

    fn used(&self, line: &UseLine<'_>) -> UseRow {
        let format = self.format();
        let measure = |value: &Number| format.measure(value, &line.used.unit);
        let not_yet = || self.labels.word("outcome.not-read");
        UseRow {
            title: line.used.title.clone(),
            then: line.first.map_or_else(not_yet, |reading| measure(&reading.value)),
            now: line.last.map_or_else(not_yet, |reading| measure(&reading.value)),
            now_date: line.last.map(|reading| format.short_date(reading.date)).unwrap_or_default(),
            target: line.used.target.as_ref().map(measure).unwrap_or_default(),
        }
    }

    fn value(&self, value: &crate::model::part::Value, decimals: u32) -> Value {
        Value {
            title: value.title.clone(),
            value: self.format().value_to(&value.value, decimals),
            reached: value.reached,
            state: self.labels.word(if value.reached { "stake.reached" } else { "stake.open" }),
        }
    }

    /// The sum of the value at stake in a sentence.
    pub fn stake(&self, briefing: &Briefing<'_>) -> String {
        let stakes = &briefing.stakes;
        let whole = &stakes.reached + &stakes.open;
        if stakes.values.is_empty() {
            return String::new();
        }
        // Of nothing, or of values of both signs, there is no part that is reached.
        let is_below = |value: &crate::model::part::Value| value.value.is_negative();
        if whole.is_zero() || stakes.values.iter().any(is_below) {
            return self.labels.word("page.stakes.values");
        }
        let format = self.format();
        let unit = stakes.written.and_then(|written| written.unit.as_deref()).unwrap_or_default();
        self.labels.say(
            "stake.sum",
            &[
                ("open", &format.value(&stakes.open)),
                ("reached", &format.value(&stakes.reached)),
                ("whole", &format.measure(&whole, unit)),
            ],
        )
    }

    /// Who looked, at what, and when.
    fn nature(&self, briefing: &Briefing<'_>) -> Vec<String> {
        let assessment = briefing.subject.now.assessment;
        let format = self.format();
        let counts = briefing.nature.counts;
        let mut said = Vec::new();
        let who = match assessment.assessors.len() {
            0 => self.labels.word("nature.nobody"),
            people => self.labels.count("nature.people", people),
        };
        let when = match assessment.period {
            (Some(from), Some(to)) => {
                self.labels.say("nature.between", &[("from", &format.date(from)), ("to", &format.date(to))])
            }
            _ => self.labels.say("nature.on", &[("date", &format.date(assessment.date))]),
        };
        let scored = self.labels.count("nature.criteria", counts.scored);
        said.push(self.labels.say("nature.scored", &[("who", &who), ("criteria", &scored), ("when", &when)]));
        if let Some(interviews) = assessment.interviews {
            said.push(self.labels.count("nature.interviews", interviews));
        }
        if !assessment.observations.is_empty() {
            said.push(self.labels.count("nature.observations", assessment.observations.len()));
        }
        if briefing.nature.with_range > 0 {
            said.push(self.labels.count("nature.ranges", briefing.nature.with_range));
        }
        if counts.not_applicable > 0 {
            said.push(self.labels.count("nature.not-applicable", counts.not_applicable));
        }
        if counts.open > 0 {
            said.push(self.labels.count("nature.open", counts.open));
        }
        said
    }

    /// The next meeting of a kind, with its topics; the usual ones where none are written.
    pub fn next(
        &self,
        kind: crate::model::meeting::MeetingKind,
        meeting: Option<&crate::model::meeting::Meeting>,
    ) -> Next {
        let id = kind.id();
        let topics: Vec<String> = meeting
            .map(|meeting| meeting.topics.iter().map(|topic| topic.title.words.clone()).collect())
            .unwrap_or_default();
        let usual = || kind.points().iter().map(|point| self.point_title(*point)).collect();
        Next {
            kind: self.labels.word(&format!("meeting.{id}")),
            when: meeting.map_or_else(|| self.labels.word("meeting.no-date"), |meeting| self.meeting_when(meeting)),
            href: meeting.map(|meeting| address::meeting(&self.initiative.id, &meeting.id)).unwrap_or_default(),
            topics: if topics.is_empty() { usual() } else { topics },
        }
    }
}

/// What the requisites of a model ask.
pub fn questions(instrument: &crate::model::instrument::Instrument) -> Vec<Question> {
    let question = |requisite: &crate::model::instrument::Requisite| Question {
        title: requisite.title.clone(),
        question: requisite.question.clone(),
        why: requisite.why.clone(),
    };
    instrument.requisites.iter().map(question).collect()
}

/// The id of a kind of pattern.
pub const fn pattern_kind_id(kind: crate::model::observation::PatternKind) -> &'static str {
    match kind {
        crate::model::observation::PatternKind::BuildOn => "build-on",
        crate::model::observation::PatternKind::FixFirst => "fix-first",
        crate::model::observation::PatternKind::DoDifferently => "do-differently",
    }
}

fn lines(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.words.clone()).collect()
}
