//! Things in groups, in the order of the model: what the charts of scores have in common.

/// A group of sections.
#[derive(Clone, Debug)]
pub struct Group<T> {
    /// Its title; empty for sections without a group.
    pub title: String,
    /// A few words that stand beside the title.
    pub note: String,
    /// Whether its sections must work in unison.
    pub unison: bool,
    /// What it holds.
    pub members: Vec<T>,
}

/// What stands in a list, from top to bottom.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a, T> {
    /// Title of a group.
    Heading(&'a str),
    /// The double line between what must work in unison and the rest.
    Double,
    /// A member.
    Member(&'a T),
}

/// When the titles of groups stand in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Titles {
    /// Where there is more than one group.
    All,
    /// Only where the double line alone does not tell the groups apart.
    WhereNeeded,
}

/// How many members there are.
pub fn count<T>(groups: &[Group<T>]) -> usize {
    groups.iter().map(|group| group.members.len()).sum()
}

/// All members in order.
pub fn members<T>(groups: &[Group<T>]) -> impl Iterator<Item = &T> + Clone {
    groups.iter().flat_map(|group| &group.members)
}

/// Groups as a list.
pub fn lines<T>(groups: &[Group<T>], titles: Titles) -> Vec<Line<'_, T>> {
    let plain = groups.iter().filter(|group| !group.unison).count();
    let is_titled = match titles {
        Titles::All => groups.len() > 1,
        Titles::WhereNeeded => plain > 1 || groups.len() - plain > 1,
    };
    let mut lines = Vec::new();
    let mut last: Option<&Group<T>> = None;
    for group in groups.iter().filter(|group| !group.members.is_empty()) {
        if last.is_some_and(|last| last.unison || group.unison) {
            lines.push(Line::Double);
        }
        if is_titled && !group.title.is_empty() {
            lines.push(Line::Heading(&group.title));
        }
        lines.extend(group.members.iter().map(Line::Member));
        last = Some(group);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(title: &str, unison: bool, members: &[u8]) -> Group<u8> {
        Group { title: title.to_owned(), note: String::new(), unison, members: members.to_vec() }
    }

    fn told(groups: &[Group<u8>]) -> String {
        let tell = |line: &Line<'_, u8>| match line {
            Line::Heading(title) => (*title).to_owned(),
            Line::Double => "=".to_owned(),
            Line::Member(member) => member.to_string(),
        };
        lines(groups, Titles::All).iter().map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_double_line_stands_on_each_side_of_what_works_in_unison_and_nowhere_else() {
        let (a, b, c) = (group("a", false, &[1, 2]), group("b", true, &[3]), group("c", false, &[4]));
        assert_eq!(told(&[a.clone(), b.clone()]), "a 1 2 = b 3");
        assert_eq!(told(&[b, a.clone()]), "b 3 = a 1 2");
        assert_eq!(told(&[a, c.clone()]), "a 1 2 c 4");
        assert_eq!(told(&[c]), "4", "one group needs no name");
    }

    #[test]
    fn titles_are_left_out_where_the_double_line_tells_the_groups_apart() {
        let (a, b, c) = (group("a", false, &[1]), group("b", true, &[2]), group("c", false, &[3]));
        let titles = |groups: &[Group<u8>]| {
            let lines = lines(groups, Titles::WhereNeeded);
            lines.iter().filter(|line| matches!(line, Line::Heading(_))).count()
        };
        assert_eq!((titles(&[a.clone(), b.clone()]), titles(&[a, b, c])), (0, 3));
    }
}
