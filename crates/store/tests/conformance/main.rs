//! One suite, run on both engines against real servers.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed test shall stop where it fails"
)]

mod backup;
mod bed;
mod decisions;
mod earlier;
mod enrichment;
mod exports;
mod forgetting;
mod hold;
mod inform;
mod kept;
mod keys;
mod lists;
mod mirror;
mod outward;
mod people;
mod processes;
mod proofs;
mod raw;
mod reach;
mod reading;
mod requests;
mod scenario;
mod standing;
mod statements;
mod tables;
mod together;
mod way;

use bed::Bed;

/// Runs each story on a fresh SQLite folder and on a fresh PostgreSQL database.
macro_rules! on_both_engines {
    ($($module:ident :: $story:ident),+ $(,)?) => {
        mod sqlite { $(#[test] fn $story() { super::$module::$story(&super::Bed::sqlite()); })+ }
        mod postgresql { $(#[test] fn $story() { super::$module::$story(&super::Bed::postgres()); })+ }
    };
}

on_both_engines! {
    backup::a_backup_restores_whole_on_the_other_engine,
    backup::what_was_erased_withdrawn_or_objected_to_since_stays_so,
    decisions::what_was_in_use_on_a_past_day_is_known_after_a_switch_and_a_restore,
    decisions::terms_stops_and_files_made_after_the_backup_stand_after_the_restore,
    earlier::a_value_that_the_ledger_was_not_told_of_is_found,
    earlier::boxes_of_an_earlier_version_are_read_and_renewed_with_the_first_change,
    enrichment::a_run_goes_from_plan_to_answers_to_decisions,
    enrichment::a_question_about_a_person_knows_whom_and_holds_no_number,
    enrichment::a_run_is_leased_to_one_at_a_time_and_a_schedule_moves_once,
    exports::a_file_is_recorded_with_whom_it_holds_and_what_became_of_it,
    exports::what_may_not_leave_is_counted_under_its_reason,
    exports::files_and_archives_survive_an_erasure_and_a_restore,
    exports::a_file_that_left_after_the_backup_is_known_after_the_restore,
    exports::an_archive_of_keys_ends_with_its_term_or_its_key,
    forgetting::a_forgotten_value_cannot_be_opened_with_what_is_left,
    forgetting::a_superseded_value_stays_as_history,
    forgetting::a_suppression_outlives_the_person_and_matches_no_look_up,
    forgetting::an_import_is_undone_whole_and_once,
    forgetting::nothing_of_an_erased_person_is_left_in_the_vault,
    hold::a_hold_needs_two_people_and_keeps_its_fields,
    hold::a_hold_that_began_after_the_backup_stands_after_the_restore,
    inform::a_message_moves_on_step_by_step_and_each_step_is_made_once,
    inform::lists_and_counts_of_duties_agree,
    inform::what_was_in_the_queue_is_doubted_after_a_restore,
    inform::words_and_letters_are_kept_with_their_hashes,
    kept::a_kept_mirror_brought_up_to_date_equals_one_read_anew,
    kept::a_kept_mirror_ends_with_its_key_encryption_key,
    kept::a_kept_mirror_that_was_changed_or_belongs_to_others_is_not_used,
    kept::an_erased_person_is_gone_right_after_a_restart_and_from_what_is_kept_next,
    keys::a_hundred_erased_people_stay_so_whatever_archives_are_left,
    keys::a_process_that_did_not_hear_of_a_rotation_cannot_wrap_under_the_destroyed_key,
    keys::a_rotation_that_was_cut_off_anywhere_is_taken_up,
    keys::a_rotation_wraps_every_key_anew_and_the_old_copies_open_nothing,
    keys::people_come_and_are_read_while_keys_rotate_and_nothing_is_lost,
    keys::what_is_left_of_a_person_survives_a_restore_with_the_newer_key,
    lists::a_register_adds_confirms_and_ends_facts_of_an_organisation,
    lists::an_account_signs_in_with_each_time_step_once_and_ends_with_its_sessions,
    lists::an_authorisation_stands_within_its_days_and_the_last_administrator_stays,
    lists::an_alarm_of_an_entry_is_raised_and_answered_once,
    lists::accounts_from_before_keep_their_roles_and_the_first_one_can_authorise,
    lists::filters_show_the_people_they_name,
    lists::people_are_found_by_exactly_their_values,
    lists::people_stand_in_the_order_asked_for_and_who_has_nothing_to_be_sorted_by_comes_last,
    lists::values_come_due_on_the_last_day_of_a_purpose,
    mirror::a_mirror_kept_up_with_changes_equals_one_read_anew,
    mirror::a_page_of_the_list_is_stable_and_newest_first,
    mirror::an_erased_person_is_gone_from_every_condition_at_once,
    outward::a_change_of_a_firm_puts_one_message_into_the_outbox_of_each_webhook,
    outward::a_restored_webhook_tells_nobody_until_a_human_switches_it_on,
    outward::every_revision_of_a_register_stays_and_only_who_saw_the_last_one_adds_another,
    outward::an_approval_ends_the_one_before_and_a_draft_is_saved_by_who_saw_it,
    processes::two_processes_write_side_by_side_and_nothing_is_lost,
    proofs::a_changed_box_is_refused_and_others_still_open,
    proofs::a_changed_checkpoint_is_found,
    proofs::a_changed_entry_is_found,
    proofs::a_changed_subtree_is_found,
    proofs::a_checkpoint_is_signed_once_and_holds_after_reopening,
    proofs::a_damaged_list_of_facts_is_refused_and_reported,
    proofs::a_removed_entry_is_found,
    proofs::an_entry_with_a_flipped_bit_is_found,
    proofs::an_installation_without_data_is_opened_by_nobody_who_expects_some,
    proofs::another_keyring_is_refused,
    proofs::every_entry_is_proven_at_every_size,
    reach::a_part_of_a_name_finds_whom_it_is_a_part_of_while_they_are_held,
    reach::an_audience_of_a_kept_mirror_hears_of_a_withdrawal_at_once,
    reach::an_audience_agrees_with_the_law_person_by_person,
    reach::whoever_withdraws_is_in_no_audience_from_then_on,
    reading::one_value_and_one_person_are_read_and_told,
    reading::what_is_read_is_what_the_law_allows_one_by_one,
    reading::what_was_read_is_told_whoever_writes_between_and_whichever_process_dies,
    reading::whoever_objects_restricts_or_is_erased_is_read_no_more_by_any_process,
    requests::a_file_goes_from_receipt_to_its_end_and_each_step_is_made_once,
    requests::a_request_of_somebody_not_held_has_a_file_of_its_own,
    requests::a_file_survives_its_person_and_comes_back_after_a_restore,
    standing::a_consent_comes_back_whole_and_is_withdrawn_with_its_permissions,
    standing::what_a_value_was_held_for_stays_known,
    standing::objections_notices_contacts_and_requests_come_back_whole,
    statements::a_statement_is_kept_with_its_figures_and_taken_back_once,
    tables::erasing_a_person_does_to_each_table_what_its_rule_says,
    tables::every_table_has_an_erasure_rule_or_a_reason,
    tables::every_table_of_people_has_the_person_first_in_its_key,
    together::of_all_who_tell_and_change_at_once_no_entry_is_lost,
    together::a_backup_made_while_keys_are_replaced_brings_everybody_back,
    together::at_the_same_moment_exactly_one_change_of_a_person_succeeds,
    together::of_two_changes_of_one_person_exactly_one_succeeds,
    together::sixteen_threads_add_and_read_and_nothing_is_lost,
    together::while_keys_are_replaced_at_once_everybody_reads_what_is_held,
    way::a_value_goes_the_whole_way_and_ends,
    way::every_statement_is_understood_by_the_engine,
}

/// Really killed processes; each kill gets an installation of its own.
mod killed {
    use crate::bed::Bed;
    use crate::processes::every_kill_leaves_whole_changes as try_all;

    #[test]
    fn every_kill_on_sqlite_leaves_whole_changes() {
        try_all(Bed::sqlite, "sqlite");
    }

    #[test]
    fn every_kill_on_postgresql_leaves_whole_changes() {
        try_all(Bed::postgres, "postgresql");
    }
}
