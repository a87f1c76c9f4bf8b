//! The structure of a document for those who hear it: what is a heading, a list, a cell. It becomes the tags of the PDF.

use zgoda_text::Lang;

/// A node of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(usize);

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A document of its own within the file, such as a letter of a batch, in its language.
    Part(Lang),
    /// A heading with its level.
    Heading(u8, String),
    /// A paragraph.
    Paragraph,
    /// A list, numbered or not.
    List(bool),
    /// An entry of a list.
    Item,
    /// The bullet or number of an entry.
    Label,
    /// What the entry says.
    Body,
    /// A chart with what it shows.
    Figure(String),
    /// A table with what it shows.
    Table(String),
    /// The head of a table.
    Head,
    /// The rows of a table.
    Rows,
    /// A row.
    Row,
    /// A cell that names its column.
    ColumnName,
    /// A cell that names its row.
    RowName,
    /// Any other cell.
    Cell,
}

/// The structure of a document.
#[derive(Debug, Default)]
pub struct Structure {
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
}

/// A node: what it is, and what it holds.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it holds, in the order of reading.
    pub children: Vec<NodeId>,
}

impl Structure {
    /// Adds a node to another one, or at the top.
    pub fn add(&mut self, parent: Option<NodeId>, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { role, children: Vec::new() });
        match parent.and_then(|parent| self.nodes.get_mut(parent.0)) {
            Some(parent) => parent.children.push(id),
            None => self.roots.push(id),
        }
        id
    }

    /// The nodes at the top.
    pub fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// A node.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0)
    }
}
