//! Writes pages as a tagged PDF (PDF/UA-1).

use std::collections::HashMap;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::{luma, rgb};
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use zgoda_text::Lang;

use crate::ReportError;
use crate::block::Mark;
use crate::font::Fonts;
use crate::layout::Heading;
use crate::page::{HEIGHT, Ink, Page, Piece, Shade, WIDTH};
use crate::structure::{NodeId, Role, Structure};

/// What a PDF is made from.
pub struct Content<'a> {
    /// The language it is read in.
    pub lang: Lang,
    /// Its title.
    pub title: &'a str,
    /// The pages.
    pub pages: &'a [Page],
    /// What is what on them.
    pub structure: &'a Structure,
    /// The headings for the outline.
    pub headings: &'a [Heading],
}

/// Stands for a title that is missing: a PDF for everybody must have one.
const UNTITLED: &str = "–";

type Drawn = HashMap<NodeId, Vec<Identifier>>;

/// Writes the PDF.
pub fn write(content: &Content<'_>, fonts: &Fonts) -> Result<Vec<u8>, ReportError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| ReportError::Pdf(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let title = if content.title.trim().is_empty() { UNTITLED } else { content.title };
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(content.lang.tag().to_owned())
            .creator("Zgoda".into()),
    );
    document.set_outline(outline(content.headings, title));
    let mut drawn = Drawn::new();
    for page in content.pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default();
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        draw(&mut surface, page, fonts, &mut drawn);
        surface.finish();
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(content.lang.tag().to_owned()));
    for root in content.structure.roots() {
        tree.children.extend(tagged(content.structure, *root, &mut drawn));
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error| ReportError::Pdf(error.to_string()))
}

/// Draws a page. Neighbours of one node are marked together.
fn draw(surface: &mut Surface<'_>, page: &Page, fonts: &Fonts, drawn: &mut Drawn) {
    for group in page.pieces.chunk_by(|one, next| one.node == next.node) {
        let Some(first) = group.first() else { continue };
        let tag = match first.node {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Page)),
        };
        let identifier = surface.start_tagged(tag);
        for piece in group {
            ink(surface, piece, fonts);
        }
        surface.end_tagged();
        if let Some(node) = first.node {
            drawn.entry(node).or_default().push(identifier);
        }
    }
}

fn ink(surface: &mut Surface<'_>, piece: &Piece, fonts: &Fonts) {
    match &piece.ink {
        Ink::Text { x, baseline, size, shade, runs } => {
            surface.set_fill(Some(fill(*shade)));
            for run in runs {
                let start = Point::from_xy(x + run.x, *baseline);
                surface.draw_glyphs(start, &run.glyphs, fonts.font(run.strong), &run.text, *size, false);
            }
        }
        Ink::Rule { x, y, length, thickness } => bar(surface, [*x, *y, *length, *thickness], Shade::Quiet),
        Ink::Bar { x, y, width, height, shade } => bar(surface, [*x, *y, *width, *height], *shade),
        Ink::Line { points, thickness, shade, dashes } => {
            let mut path = PathBuilder::new();
            for (place, (x, y)) in points.iter().enumerate() {
                if place == 0 {
                    path.move_to(*x, *y);
                } else {
                    path.line_to(*x, *y);
                }
            }
            let Some(path) = path.finish() else { return };
            let Fill { paint, .. } = fill(*shade);
            let dash = (!dashes.is_empty()).then(|| StrokeDash { array: dashes.to_vec(), offset: 0.0 });
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { paint, width: *thickness, dash, ..Stroke::default() }));
            surface.draw_path(&path);
            surface.set_stroke(None);
        }
    }
}

fn bar(surface: &mut Surface<'_>, [x, y, width, height]: [f32; 4], shade: Shade) {
    let mut path = PathBuilder::new();
    let Some(rectangle) = Rect::from_xywh(x, y, width, height) else { return };
    path.push_rect(rectangle);
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(shade)));
        surface.draw_path(&path);
    }
}

fn fill(shade: Shade) -> Fill {
    let grey = |light: u8| luma::Color::new(light).into();
    let paint = match shade {
        Shade::Full => grey(0),
        Shade::Quiet => grey(85),
        Shade::Middle => grey(150),
        Shade::Faint => grey(205),
        Shade::Of(Mark::Good) => rgb::Color::new(0, 105, 60).into(),
        Shade::Of(Mark::Watch) => rgb::Color::new(130, 80, 0).into(),
        Shade::Of(Mark::Bad) => rgb::Color::new(170, 20, 20).into(),
    };
    Fill { paint, ..Fill::default() }
}

/// The tags of a node and all below it. `None` if nothing of it was drawn.
fn tagged(structure: &Structure, id: NodeId, drawn: &mut Drawn) -> Option<Node> {
    let node = structure.node(id)?;
    let mut group = TagGroup::new(tag(&node.role));
    group.children.extend(drawn.remove(&id).into_iter().flatten().map(Node::from));
    // A cell that is empty is a cell all the same, or the columns would move.
    for child in &node.children {
        group.children.extend(tagged(structure, *child, drawn));
    }
    let stands_empty = matches!(node.role, Role::Cell | Role::ColumnName | Role::RowName);
    (stands_empty || !group.children.is_empty()).then(|| group.into())
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Part(lang) => Tag::Part.with_lang(Some(lang.tag().to_owned())).into(),
        Role::Heading(level, title) => Tag::Hn((*level).into_level(), Some(title.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List(true) => Tag::L(ListNumbering::Decimal).into(),
        Role::List(false) => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table(summary) => {
            Tag::Table.with_summary((!summary.is_empty()).then(|| summary.clone())).into()
        }
        Role::Figure(shown) => Tag::Figure(Some(shown.clone())).into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowName => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
    }
}

trait IntoLevel {
    fn into_level(self) -> std::num::NonZeroU16;
}

impl IntoLevel for u8 {
    fn into_level(self) -> std::num::NonZeroU16 {
        std::num::NonZeroU16::new(u16::from(self)).unwrap_or(std::num::NonZeroU16::MIN)
    }
}

/// The outline: headings of the first level with those of the second below them. A document without a heading is
/// one entry.
fn outline(headings: &[Heading], title: &str) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for heading in headings.iter().filter(|heading| heading.level <= 2) {
        let place = XyzDestination::new(heading.page, Point::from_xy(0.0, heading.y));
        let node = OutlineNode::new(heading.text.clone(), place);
        match &mut open {
            Some(parent) if heading.level == 2 => parent.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    let whole = || OutlineNode::new(title.to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0)));
    outline.push_child(open.unwrap_or_else(whole));
    outline
}
