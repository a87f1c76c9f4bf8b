//! The same rules as twelve Cedar policies. What the law compiles from its catalogue once, Cedar gets as attributes.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression as Value,
};
use zgoda_law::{Law, PurposeCategory};

use super::scenario::{Objected, Said, Scenario, Told};
use crate::error::{BenchError, Result};

const POLICIES: &str = r#"
permit (principal, action == Action::"read", resource);
forbid (principal, action, resource) unless { principal.purposes.contains(context.purpose) };
forbid (principal, action, resource) unless { principal.classes.contains(resource.class) };
forbid (principal, action, resource) unless { principal.mfa && principal.session == context.purpose };
forbid (principal, action, resource) unless { context.now < principal.trained_until };
forbid (principal, action, resource) unless { context.active && context.fields.contains(resource.field) };
forbid (principal, action, resource) unless { resource.source_approved && resource.source_proven };
forbid (principal, action, resource) unless {
  resource.subject.told && (resource.subject.informed || context.now < resource.subject.inform_by) };
forbid (principal, action, resource) unless { context.now < resource.keep_until };
forbid (principal, action, resource) when {
  resource.subject.restricted || resource.subject.erased || resource.subject.quarantined };
forbid (principal, action, resource) unless {
  context.bases.contains(resource.basis) && (
    (resource.basis == "b" && resource.referred) ||
    (resource.basis == "f" && context.now < context.balanced_until) ||
    (resource.basis == "a" && resource.subject.consented && !resource.subject.withdrawn &&
     resource.subject.consent_proven && context.now < resource.subject.consent_until)) };
forbid (principal, action, resource) when {
  context.marketing && resource.subject.objected &&
  !(resource.subject.consented && !resource.subject.withdrawn && resource.subject.consent_proven &&
    context.now < resource.subject.consent_until &&
    resource.subject.consent_at > resource.subject.objected_at) };
"#;

/// Days around the moment of the question, which is day 0.
const LATER: i64 = 300;
const EARLIER: i64 = -1;

/// Cedar with its policies and what the catalogue says.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    law: Law,
}

/// A question with its entities.
pub struct Question {
    request: Request,
    entities: Entities,
}

fn failed(error: impl std::fmt::Display) -> BenchError {
    BenchError::Wrong(format!("Cedar: {error}"))
}

fn uid(kind: &str, id: &str) -> Result<EntityUid> {
    let kind: EntityTypeName = kind.parse().map_err(failed)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn text(text: &str) -> Value {
    Value::new_string(text.to_owned())
}

fn set<'t>(texts: impl Iterator<Item = &'t str>) -> Value {
    Value::new_set(texts.map(text))
}

fn entity<const N: usize>(uid: EntityUid, attributes: [(&str, Value); N]) -> Result<Entity> {
    let attributes: HashMap<String, Value> =
        attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid, attributes, HashSet::new()).map_err(failed)
}

impl Cedar {
    /// Reads the policies.
    ///
    /// # Errors
    /// Where Cedar does not understand them.
    pub fn new(law: &Law) -> Result<Self> {
        let policies: PolicySet = POLICIES.parse().map_err(failed)?;
        Ok(Self { authorizer: Authorizer::new(), policies, law: law.clone() })
    }

    /// The question as Cedar is asked.
    ///
    /// # Errors
    /// Where Cedar does not take it.
    pub fn question(&self, scenario: &Scenario) -> Result<Question> {
        let (user, fact, subject) = (uid("User", "7")?, uid("Fact", "7")?, uid("Subject", "7")?);
        let entities = [
            self.user(user.clone(), scenario)?,
            self.fact(fact.clone(), &subject, scenario)?,
            person(subject, scenario)?,
        ];
        let request = Request::new(user, uid("Action", "read")?, fact, self.context(scenario)?, None);
        Ok(Question {
            request: request.map_err(failed)?,
            entities: Entities::from_entities(entities, None).map_err(failed)?,
        })
    }

    /// Decides it.
    pub fn decide(&self, question: &Question) -> bool {
        let response = self.authorizer.is_authorized(&question.request, &self.policies, &question.entities);
        response.decision() == Decision::Allow
    }

    fn user(&self, uid: EntityUid, scenario: &Scenario) -> Result<Entity> {
        let role = self.law.catalogue().role(scenario.role).ok_or_else(|| failed("no such role"))?;
        let session = if scenario.in_session { scenario.purpose } else { "accounting_tax" };
        entity(
            uid,
            [
                ("purposes", set(role.purposes.iter().map(String::as_str))),
                ("classes", set(role.classes.iter().map(|class| class.name()))),
                ("mfa", Value::new_bool(scenario.mfa)),
                ("session", text(session)),
                ("trained_until", Value::new_long(if scenario.trained { LATER } else { 0 })),
            ],
        )
    }

    fn fact(&self, uid: EntityUid, subject: &EntityUid, scenario: &Scenario) -> Result<Entity> {
        let field = self.law.catalogue().field(scenario.field).ok_or_else(|| failed("no such field"))?;
        entity(
            uid,
            [
                ("subject", Value::new_entity_uid(subject.clone())),
                ("field", text(scenario.field)),
                ("class", text(field.class.name())),
                ("basis", text(scenario.basis.name())),
                ("referred", Value::new_bool(scenario.referred)),
                ("source_approved", Value::new_bool(scenario.approved)),
                ("source_proven", Value::new_bool(scenario.proven)),
                ("keep_until", Value::new_long(if scenario.in_term { LATER } else { 0 })),
            ],
        )
    }

    fn context(&self, scenario: &Scenario) -> Result<Context> {
        let catalogue = self.law.catalogue();
        let purpose = catalogue.purpose(scenario.purpose).ok_or_else(|| failed("no such purpose"))?;
        let needed = catalogue.fields().iter().filter(|field| purpose.fields().contains(field.id));
        Context::from_pairs([
            ("purpose".to_owned(), text(scenario.purpose)),
            ("now".to_owned(), Value::new_long(0)),
            ("active".to_owned(), Value::new_bool(scenario.active)),
            ("marketing".to_owned(), Value::new_bool(purpose.category == PurposeCategory::Marketing)),
            ("fields".to_owned(), set(needed.map(|field| field.name.as_str()))),
            ("bases".to_owned(), set(purpose.bases.iter().map(|(basis, _)| basis.name()))),
            ("balanced_until".to_owned(), Value::new_long(if scenario.balanced { LATER } else { 0 })),
        ])
        .map_err(failed)
    }
}

fn person(uid: EntityUid, scenario: &Scenario) -> Result<Entity> {
    use zgoda_law::SubjectState::{Erased, Quarantined, Restricted};
    let is = |state| Value::new_bool(scenario.state == Some(state));
    let said = |wanted: &[Said]| Value::new_bool(wanted.contains(&scenario.said));
    let objected_at = if scenario.objected == Objected::BeforeConsent { -20 } else { -5 };
    entity(
        uid,
        [
            ("restricted", is(Restricted)),
            ("erased", is(Erased)),
            ("quarantined", is(Quarantined)),
            ("told", Value::new_bool(scenario.told != Told::Nothing)),
            ("informed", Value::new_bool(scenario.told == Told::Delivered)),
            ("inform_by", Value::new_long(if scenario.told == Told::Overdue { EARLIER } else { 2 })),
            ("consented", Value::new_bool(scenario.said != Said::Nothing)),
            ("withdrawn", said(&[Said::Withdrawn])),
            ("consent_proven", Value::new_bool(scenario.said != Said::Unproven)),
            ("consent_at", Value::new_long(-10)),
            ("consent_until", Value::new_long(if scenario.said == Said::RanOut { EARLIER } else { LATER })),
            ("objected", Value::new_bool(scenario.objected != Objected::Never)),
            ("objected_at", Value::new_long(objected_at)),
        ],
    )
}
