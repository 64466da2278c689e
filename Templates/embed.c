// Every file of the folders here but include/, one line each. A test walks the folders and compares.
#include "CTemplates.h"

#define FILE_BYTES(name) static const unsigned char name[]

FILE_BYTES(catalogue_demo_json) = {
#embed "catalogue/demo.json"
};
FILE_BYTES(calendar_2024_json) = {
#embed "calendar/2024.json"
};
FILE_BYTES(calendar_2025_json) = {
#embed "calendar/2025.json"
};
FILE_BYTES(calendar_2026_json) = {
#embed "calendar/2026.json"
};
FILE_BYTES(pages_Catalogue_admin_departments_mustache) = {
#embed "pages/Catalogue/admin-departments.mustache"
};
FILE_BYTES(pages_Catalogue_admin_difference_mustache) = {
#embed "pages/Catalogue/admin-difference.mustache"
};
FILE_BYTES(pages_Catalogue_admin_import_mustache) = {
#embed "pages/Catalogue/admin-import.mustache"
};
FILE_BYTES(pages_Catalogue_admin_item_mustache) = {
#embed "pages/Catalogue/admin-item.mustache"
};
FILE_BYTES(pages_Catalogue_admin_items_mustache) = {
#embed "pages/Catalogue/admin-items.mustache"
};
FILE_BYTES(pages_Catalogue_import_form_mustache) = {
#embed "pages/Catalogue/import-form.mustache"
};
FILE_BYTES(pages_Catalogue_item_field_mustache) = {
#embed "pages/Catalogue/item-field.mustache"
};
FILE_BYTES(pages_Catalogue_calendar_mustache) = {
#embed "pages/Catalogue/calendar.mustache"
};
FILE_BYTES(pages_Catalogue_guide_mustache) = {
#embed "pages/Catalogue/guide.mustache"
};
FILE_BYTES(pages_Catalogue_items_mustache) = {
#embed "pages/Catalogue/items.mustache"
};
FILE_BYTES(pages_Catalogue_powers_mustache) = {
#embed "pages/Catalogue/powers.mustache"
};
FILE_BYTES(pages_Catalogue_duties_mustache) = {
#embed "pages/Catalogue/duties.mustache"
};
FILE_BYTES(pages_Catalogue_negative_lists_mustache) = {
#embed "pages/Catalogue/negative-lists.mustache"
};
FILE_BYTES(pages_Catalogue_process_chart_mustache) = {
#embed "pages/Catalogue/process-chart.mustache"
};
FILE_BYTES(pages_Claims_admin_lockers_mustache) = {
#embed "pages/Claims/admin-lockers.mustache"
};
FILE_BYTES(pages_Claims_claim_follow_mustache) = {
#embed "pages/Claims/claim-follow.mustache"
};
FILE_BYTES(pages_Claims_claim_slip_mustache) = {
#embed "pages/Claims/claim-slip.mustache"
};
FILE_BYTES(pages_Claims_kiosk_cell_state_mustache) = {
#embed "pages/Claims/kiosk-cell-state.mustache"
};
FILE_BYTES(pages_Claims_kiosk_cell_mustache) = {
#embed "pages/Claims/kiosk-cell.mustache"
};
FILE_BYTES(pages_Claims_kiosk_collect_identity_mustache) = {
#embed "pages/Claims/kiosk-collect-identity.mustache"
};
FILE_BYTES(pages_Claims_kiosk_collect_told_mustache) = {
#embed "pages/Claims/kiosk-collect-told.mustache"
};
FILE_BYTES(pages_Claims_kiosk_collect_mustache) = {
#embed "pages/Claims/kiosk-collect.mustache"
};
FILE_BYTES(static_slip_css) = {
#embed "static/slip.css"
};
FILE_BYTES(pages_Catalogue_kiosk_item_mustache) = {
#embed "pages/Catalogue/kiosk-item.mustache"
};
FILE_BYTES(pages_Queue_kiosk_found_mustache) = {
#embed "pages/Queue/kiosk-found.mustache"
};
FILE_BYTES(pages_Catalogue_guide_files_mustache) = {
#embed "pages/Catalogue/guide-files.mustache"
};
FILE_BYTES(static_import_js) = {
#embed "static/import.js"
};
FILE_BYTES(static_catalogue_css) = {
#embed "static/catalogue.css"
};
FILE_BYTES(pages_Claims_admin_document_form_mustache) = {
#embed "pages/Claims/admin-document-form.mustache"
};
FILE_BYTES(pages_Claims_admin_document_mustache) = {
#embed "pages/Claims/admin-document.mustache"
};
FILE_BYTES(pages_Claims_admin_documents_mustache) = {
#embed "pages/Claims/admin-documents.mustache"
};
FILE_BYTES(pages_Claims_claim_form_mustache) = {
#embed "pages/Claims/claim-form.mustache"
};
FILE_BYTES(pages_Claims_claim_tasks_mustache) = {
#embed "pages/Claims/claim-tasks.mustache"
};
FILE_BYTES(pages_Claims_claim_mustache) = {
#embed "pages/Claims/claim.mustache"
};
FILE_BYTES(pages_Claims_deliveries_mustache) = {
#embed "pages/Claims/deliveries.mustache"
};
FILE_BYTES(pages_Claims_delivery_form_mustache) = {
#embed "pages/Claims/delivery-form.mustache"
};
FILE_BYTES(pages_Claims_document_import_mustache) = {
#embed "pages/Claims/document-import.mustache"
};
FILE_BYTES(pages_Claims_field_select_mustache) = {
#embed "pages/Claims/field-select.mustache"
};
FILE_BYTES(pages_Claims_handover_mustache) = {
#embed "pages/Claims/handover.mustache"
};
FILE_BYTES(pages_Claims_qr_mustache) = {
#embed "pages/Claims/qr.mustache"
};
FILE_BYTES(pages_Claims_receipt_mustache) = {
#embed "pages/Claims/receipt.mustache"
};
FILE_BYTES(static_claims_css) = {
#embed "static/claims.css"
};
FILE_BYTES(static_handover_js) = {
#embed "static/handover.js"
};
FILE_BYTES(pages_County_county_mustache) = {
#embed "pages/County/county.mustache"
};
FILE_BYTES(pages_County_machine_mustache) = {
#embed "pages/County/machine.mustache"
};
FILE_BYTES(pages_Courier_admin_channel_mustache) = {
#embed "pages/Courier/admin-channel.mustache"
};
FILE_BYTES(pages_Courier_admin_ferry_mustache) = {
#embed "pages/Courier/admin-ferry.mustache"
};
FILE_BYTES(pages_Courier_admin_regained_mustache) = {
#embed "pages/Courier/admin-regained.mustache"
};
FILE_BYTES(pages_Courier_receiver_mustache) = {
#embed "pages/Courier/receiver.mustache"
};
FILE_BYTES(pages_Devices_admin_device_mustache) = {
#embed "pages/Devices/admin-device.mustache"
};
FILE_BYTES(pages_Devices_admin_devices_mustache) = {
#embed "pages/Devices/admin-devices.mustache"
};
FILE_BYTES(pages_Devices_pair_mustache) = {
#embed "pages/Devices/pair.mustache"
};
FILE_BYTES(pages_Queue_admin_line_mustache) = {
#embed "pages/Queue/admin-line.mustache"
};
FILE_BYTES(pages_Queue_admin_lines_mustache) = {
#embed "pages/Queue/admin-lines.mustache"
};
FILE_BYTES(pages_Queue_admin_overview_mustache) = {
#embed "pages/Queue/admin-overview.mustache"
};
FILE_BYTES(pages_Queue_admin_paper_mustache) = {
#embed "pages/Queue/admin-paper.mustache"
};
FILE_BYTES(pages_Queue_admin_settings_mustache) = {
#embed "pages/Queue/admin-settings.mustache"
};
FILE_BYTES(pages_Queue_admin_window_mustache) = {
#embed "pages/Queue/admin-window.mustache"
};
FILE_BYTES(pages_Queue_admin_windows_mustache) = {
#embed "pages/Queue/admin-windows.mustache"
};
FILE_BYTES(pages_Queue_board_mustache) = {
#embed "pages/Queue/board.mustache"
};
FILE_BYTES(pages_Queue_desk_choose_mustache) = {
#embed "pages/Queue/desk-choose.mustache"
};
FILE_BYTES(pages_Queue_desk_find_mustache) = {
#embed "pages/Queue/desk-find.mustache"
};
FILE_BYTES(pages_Queue_desk_found_mustache) = {
#embed "pages/Queue/desk-found.mustache"
};
FILE_BYTES(pages_Queue_desk_now_mustache) = {
#embed "pages/Queue/desk-now.mustache"
};
FILE_BYTES(pages_Queue_desk_waiting_mustache) = {
#embed "pages/Queue/desk-waiting.mustache"
};
FILE_BYTES(pages_Queue_desk_mustache) = {
#embed "pages/Queue/desk.mustache"
};
FILE_BYTES(pages_Queue_follow_now_mustache) = {
#embed "pages/Queue/follow-now.mustache"
};
FILE_BYTES(pages_Queue_follow_mustache) = {
#embed "pages/Queue/follow.mustache"
};
FILE_BYTES(pages_Queue_hall_lines_mustache) = {
#embed "pages/Queue/hall-lines.mustache"
};
FILE_BYTES(pages_Queue_hall_mustache) = {
#embed "pages/Queue/hall.mustache"
};
FILE_BYTES(pages_Queue_journal_mustache) = {
#embed "pages/Queue/journal.mustache"
};
FILE_BYTES(pages_Queue_kiosk_bar_mustache) = {
#embed "pages/Queue/kiosk-bar.mustache"
};
FILE_BYTES(pages_Queue_kiosk_head_mustache) = {
#embed "pages/Queue/kiosk-head.mustache"
};
FILE_BYTES(pages_Queue_kiosk_help_state_mustache) = {
#embed "pages/Queue/kiosk-help-state.mustache"
};
FILE_BYTES(pages_Queue_kiosk_help_mustache) = {
#embed "pages/Queue/kiosk-help.mustache"
};
FILE_BYTES(pages_Queue_kiosk_identity_mustache) = {
#embed "pages/Queue/kiosk-identity.mustache"
};
FILE_BYTES(pages_Queue_kiosk_lines_mustache) = {
#embed "pages/Queue/kiosk-lines.mustache"
};
FILE_BYTES(pages_Queue_kiosk_priority_mustache) = {
#embed "pages/Queue/kiosk-priority.mustache"
};
FILE_BYTES(pages_Queue_kiosk_printing_mustache) = {
#embed "pages/Queue/kiosk-printing.mustache"
};
FILE_BYTES(pages_Queue_kiosk_return_mustache) = {
#embed "pages/Queue/kiosk-return.mustache"
};
FILE_BYTES(pages_Queue_kiosk_search_mustache) = {
#embed "pages/Queue/kiosk-search.mustache"
};
FILE_BYTES(pages_Queue_kiosk_ticket_mustache) = {
#embed "pages/Queue/kiosk-ticket.mustache"
};
FILE_BYTES(pages_Queue_kiosk_mustache) = {
#embed "pages/Queue/kiosk.mustache"
};
FILE_BYTES(pages_Queue_line_row_mustache) = {
#embed "pages/Queue/line-row.mustache"
};
FILE_BYTES(pages_Ratings_evaluate_now_mustache) = {
#embed "pages/Ratings/evaluate-now.mustache"
};
FILE_BYTES(pages_Ratings_evaluate_unset_mustache) = {
#embed "pages/Ratings/evaluate-unset.mustache"
};
FILE_BYTES(pages_Ratings_evaluate_mustache) = {
#embed "pages/Ratings/evaluate.mustache"
};
FILE_BYTES(pages_Queue_admin_report_mustache) = {
#embed "pages/Queue/admin-report.mustache"
};
FILE_BYTES(pages_Staff_admin_staff_mustache) = {
#embed "pages/Staff/admin-staff.mustache"
};
FILE_BYTES(pages_Staff_county_staff_mustache) = {
#embed "pages/Staff/county-staff.mustache"
};
FILE_BYTES(pages_Staff_rows_mustache) = {
#embed "pages/Staff/rows.mustache"
};
FILE_BYTES(pages_Staff_sign_in_mustache) = {
#embed "pages/Staff/sign-in.mustache"
};
FILE_BYTES(pages_Staff_signed_out_mustache) = {
#embed "pages/Staff/signed-out.mustache"
};
FILE_BYTES(pages_Voice_admin_voice_mustache) = {
#embed "pages/Voice/admin-voice.mustache"
};
FILE_BYTES(pages_help_mustache) = {
#embed "pages/help.mustache"
};
FILE_BYTES(pages_layout_mustache) = {
#embed "pages/layout.mustache"
};
FILE_BYTES(pages_parts_chart_mustache) = {
#embed "pages/parts/chart.mustache"
};
FILE_BYTES(pages_parts_csrf_mustache) = {
#embed "pages/parts/csrf.mustache"
};
FILE_BYTES(pages_parts_field_mustache) = {
#embed "pages/parts/field.mustache"
};
FILE_BYTES(pages_parts_flash_mustache) = {
#embed "pages/parts/flash.mustache"
};
FILE_BYTES(pages_parts_footer_mustache) = {
#embed "pages/parts/footer.mustache"
};
FILE_BYTES(pages_parts_header_mustache) = {
#embed "pages/parts/header.mustache"
};
FILE_BYTES(pages_parts_help_calls_mustache) = {
#embed "pages/parts/help-calls.mustache"
};
FILE_BYTES(pages_parts_option_mustache) = {
#embed "pages/parts/option.mustache"
};
FILE_BYTES(pages_parts_sections_mustache) = {
#embed "pages/parts/sections.mustache"
};
FILE_BYTES(pages_refusal_mustache) = {
#embed "pages/refusal.mustache"
};
FILE_BYTES(profiles_gbt39046_json) = {
#embed "profiles/gbt39046.json"
};
FILE_BYTES(profiles_national_json) = {
#embed "profiles/national.json"
};
FILE_BYTES(profiles_yizhan_json) = {
#embed "profiles/yizhan.json"
};
FILE_BYTES(profiles_zhejiang_json) = {
#embed "profiles/zhejiang.json"
};
FILE_BYTES(static_admin_css) = {
#embed "static/admin.css"
};
FILE_BYTES(static_app_css) = {
#embed "static/app.css"
};
FILE_BYTES(static_board_css) = {
#embed "static/board.css"
};
FILE_BYTES(static_board_voice_js) = {
#embed "static/board-voice.js"
};
FILE_BYTES(static_board_js) = {
#embed "static/board.js"
};
FILE_BYTES(static_desk_css) = {
#embed "static/desk.css"
};
FILE_BYTES(static_desk_js) = {
#embed "static/desk.js"
};
FILE_BYTES(static_evaluate_css) = {
#embed "static/evaluate.css"
};
FILE_BYTES(static_evaluate_js) = {
#embed "static/evaluate.js"
};
FILE_BYTES(static_notes_js) = {
#embed "static/notes.js"
};
FILE_BYTES(static_scan_js) = {
#embed "static/scan.js"
};
FILE_BYTES(static_send_js) = {
#embed "static/send.js"
};
FILE_BYTES(static_follow_js) = {
#embed "static/follow.js"
};
FILE_BYTES(static_forms_js) = {
#embed "static/forms.js"
};
FILE_BYTES(static_icon_svg) = {
#embed "static/icon.svg"
};
FILE_BYTES(static_kiosk_css) = {
#embed "static/kiosk.css"
};
FILE_BYTES(static_kiosk_js) = {
#embed "static/kiosk.js"
};
FILE_BYTES(static_live_js) = {
#embed "static/live.js"
};
FILE_BYTES(static_phone_css) = {
#embed "static/phone.css"
};
FILE_BYTES(static_silence_wav) = {
#embed "static/silence.wav"
};
FILE_BYTES(static_voice_js) = {
#embed "static/voice.js"
};
FILE_BYTES(strings_initials_txt) = {
#embed "strings/initials.txt"
};
FILE_BYTES(strings_station_zh_Hans_json) = {
#embed "strings/station.zh-Hans.json"
};
FILE_BYTES(strings_synthetic_json) = {
#embed "strings/synthetic.json"
};
FILE_BYTES(strings_zh_Hans_json) = {
#embed "strings/zh-Hans.json"
};
FILE_BYTES(tickets_glyphs_bin) = {
#embed "tickets/glyphs.bin"
};
FILE_BYTES(pages_Licences_admin_licence_form_mustache) = {
#embed "pages/Licences/admin-licence-form.mustache"
};
FILE_BYTES(pages_Licences_admin_licence_mustache) = {
#embed "pages/Licences/admin-licence.mustache"
};
FILE_BYTES(pages_Licences_admin_licences_mustache) = {
#embed "pages/Licences/admin-licences.mustache"
};
FILE_BYTES(pages_Licences_admin_seal_mustache) = {
#embed "pages/Licences/admin-seal.mustache"
};
FILE_BYTES(pages_Licences_certificate_mustache) = {
#embed "pages/Licences/certificate.mustache"
};
FILE_BYTES(pages_Licences_verify_mustache) = {
#embed "pages/Licences/verify.mustache"
};
FILE_BYTES(static_licence_css) = {
#embed "static/licence.css"
};

#define ENTRY(path, name) {path, name, sizeof name}

static const struct yizhan_template table[] = {
    ENTRY("catalogue/demo.json", catalogue_demo_json),
    ENTRY("calendar/2024.json", calendar_2024_json),
    ENTRY("calendar/2025.json", calendar_2025_json),
    ENTRY("calendar/2026.json", calendar_2026_json),
    ENTRY("pages/Catalogue/admin-departments.mustache", pages_Catalogue_admin_departments_mustache),
    ENTRY("pages/Catalogue/admin-difference.mustache", pages_Catalogue_admin_difference_mustache),
    ENTRY("pages/Catalogue/admin-import.mustache", pages_Catalogue_admin_import_mustache),
    ENTRY("pages/Catalogue/admin-item.mustache", pages_Catalogue_admin_item_mustache),
    ENTRY("pages/Catalogue/admin-items.mustache", pages_Catalogue_admin_items_mustache),
    ENTRY("pages/Catalogue/import-form.mustache", pages_Catalogue_import_form_mustache),
    ENTRY("pages/Catalogue/item-field.mustache", pages_Catalogue_item_field_mustache),
    ENTRY("pages/Catalogue/calendar.mustache", pages_Catalogue_calendar_mustache),
    ENTRY("pages/Catalogue/guide.mustache", pages_Catalogue_guide_mustache),
    ENTRY("pages/Catalogue/items.mustache", pages_Catalogue_items_mustache),
    ENTRY("pages/Catalogue/powers.mustache", pages_Catalogue_powers_mustache),
    ENTRY("pages/Catalogue/duties.mustache", pages_Catalogue_duties_mustache),
    ENTRY("pages/Catalogue/negative-lists.mustache", pages_Catalogue_negative_lists_mustache),
    ENTRY("pages/Catalogue/process-chart.mustache", pages_Catalogue_process_chart_mustache),
    ENTRY("pages/Claims/admin-lockers.mustache", pages_Claims_admin_lockers_mustache),
    ENTRY("pages/Claims/claim-follow.mustache", pages_Claims_claim_follow_mustache),
    ENTRY("pages/Claims/claim-slip.mustache", pages_Claims_claim_slip_mustache),
    ENTRY("pages/Claims/kiosk-cell-state.mustache", pages_Claims_kiosk_cell_state_mustache),
    ENTRY("pages/Claims/kiosk-cell.mustache", pages_Claims_kiosk_cell_mustache),
    ENTRY("pages/Claims/kiosk-collect-identity.mustache", pages_Claims_kiosk_collect_identity_mustache),
    ENTRY("pages/Claims/kiosk-collect-told.mustache", pages_Claims_kiosk_collect_told_mustache),
    ENTRY("pages/Claims/kiosk-collect.mustache", pages_Claims_kiosk_collect_mustache),
    ENTRY("static/slip.css", static_slip_css),
    ENTRY("pages/Catalogue/kiosk-item.mustache", pages_Catalogue_kiosk_item_mustache),
    ENTRY("pages/Queue/kiosk-found.mustache", pages_Queue_kiosk_found_mustache),
    ENTRY("pages/Catalogue/guide-files.mustache", pages_Catalogue_guide_files_mustache),
    ENTRY("static/import.js", static_import_js),
    ENTRY("static/catalogue.css", static_catalogue_css),
    ENTRY("pages/Claims/admin-document-form.mustache", pages_Claims_admin_document_form_mustache),
    ENTRY("pages/Claims/admin-document.mustache", pages_Claims_admin_document_mustache),
    ENTRY("pages/Claims/admin-documents.mustache", pages_Claims_admin_documents_mustache),
    ENTRY("pages/Claims/claim-form.mustache", pages_Claims_claim_form_mustache),
    ENTRY("pages/Claims/claim-tasks.mustache", pages_Claims_claim_tasks_mustache),
    ENTRY("pages/Claims/claim.mustache", pages_Claims_claim_mustache),
    ENTRY("pages/Claims/deliveries.mustache", pages_Claims_deliveries_mustache),
    ENTRY("pages/Claims/delivery-form.mustache", pages_Claims_delivery_form_mustache),
    ENTRY("pages/Claims/document-import.mustache", pages_Claims_document_import_mustache),
    ENTRY("pages/Claims/field-select.mustache", pages_Claims_field_select_mustache),
    ENTRY("pages/Claims/handover.mustache", pages_Claims_handover_mustache),
    ENTRY("pages/Claims/qr.mustache", pages_Claims_qr_mustache),
    ENTRY("pages/Claims/receipt.mustache", pages_Claims_receipt_mustache),
    ENTRY("static/claims.css", static_claims_css),
    ENTRY("static/handover.js", static_handover_js),
    ENTRY("pages/County/county.mustache", pages_County_county_mustache),
    ENTRY("pages/County/machine.mustache", pages_County_machine_mustache),
    ENTRY("pages/Courier/admin-channel.mustache", pages_Courier_admin_channel_mustache),
    ENTRY("pages/Courier/admin-ferry.mustache", pages_Courier_admin_ferry_mustache),
    ENTRY("pages/Courier/admin-regained.mustache", pages_Courier_admin_regained_mustache),
    ENTRY("pages/Courier/receiver.mustache", pages_Courier_receiver_mustache),
    ENTRY("pages/Devices/admin-device.mustache", pages_Devices_admin_device_mustache),
    ENTRY("pages/Devices/admin-devices.mustache", pages_Devices_admin_devices_mustache),
    ENTRY("pages/Devices/pair.mustache", pages_Devices_pair_mustache),
    ENTRY("pages/Queue/admin-line.mustache", pages_Queue_admin_line_mustache),
    ENTRY("pages/Queue/admin-lines.mustache", pages_Queue_admin_lines_mustache),
    ENTRY("pages/Queue/admin-overview.mustache", pages_Queue_admin_overview_mustache),
    ENTRY("pages/Queue/admin-paper.mustache", pages_Queue_admin_paper_mustache),
    ENTRY("pages/Queue/admin-settings.mustache", pages_Queue_admin_settings_mustache),
    ENTRY("pages/Queue/admin-window.mustache", pages_Queue_admin_window_mustache),
    ENTRY("pages/Queue/admin-windows.mustache", pages_Queue_admin_windows_mustache),
    ENTRY("pages/Queue/board.mustache", pages_Queue_board_mustache),
    ENTRY("pages/Queue/desk-choose.mustache", pages_Queue_desk_choose_mustache),
    ENTRY("pages/Queue/desk-find.mustache", pages_Queue_desk_find_mustache),
    ENTRY("pages/Queue/desk-found.mustache", pages_Queue_desk_found_mustache),
    ENTRY("pages/Queue/desk-now.mustache", pages_Queue_desk_now_mustache),
    ENTRY("pages/Queue/desk-waiting.mustache", pages_Queue_desk_waiting_mustache),
    ENTRY("pages/Queue/desk.mustache", pages_Queue_desk_mustache),
    ENTRY("pages/Queue/follow-now.mustache", pages_Queue_follow_now_mustache),
    ENTRY("pages/Queue/follow.mustache", pages_Queue_follow_mustache),
    ENTRY("pages/Queue/hall-lines.mustache", pages_Queue_hall_lines_mustache),
    ENTRY("pages/Queue/hall.mustache", pages_Queue_hall_mustache),
    ENTRY("pages/Queue/journal.mustache", pages_Queue_journal_mustache),
    ENTRY("pages/Queue/kiosk-bar.mustache", pages_Queue_kiosk_bar_mustache),
    ENTRY("pages/Queue/kiosk-head.mustache", pages_Queue_kiosk_head_mustache),
    ENTRY("pages/Queue/kiosk-help-state.mustache", pages_Queue_kiosk_help_state_mustache),
    ENTRY("pages/Queue/kiosk-help.mustache", pages_Queue_kiosk_help_mustache),
    ENTRY("pages/Queue/kiosk-identity.mustache", pages_Queue_kiosk_identity_mustache),
    ENTRY("pages/Queue/kiosk-lines.mustache", pages_Queue_kiosk_lines_mustache),
    ENTRY("pages/Queue/kiosk-priority.mustache", pages_Queue_kiosk_priority_mustache),
    ENTRY("pages/Queue/kiosk-printing.mustache", pages_Queue_kiosk_printing_mustache),
    ENTRY("pages/Queue/kiosk-return.mustache", pages_Queue_kiosk_return_mustache),
    ENTRY("pages/Queue/kiosk-search.mustache", pages_Queue_kiosk_search_mustache),
    ENTRY("pages/Queue/kiosk-ticket.mustache", pages_Queue_kiosk_ticket_mustache),
    ENTRY("pages/Queue/kiosk.mustache", pages_Queue_kiosk_mustache),
    ENTRY("pages/Queue/line-row.mustache", pages_Queue_line_row_mustache),
    ENTRY("pages/Ratings/evaluate-now.mustache", pages_Ratings_evaluate_now_mustache),
    ENTRY("pages/Ratings/evaluate-unset.mustache", pages_Ratings_evaluate_unset_mustache),
    ENTRY("pages/Ratings/evaluate.mustache", pages_Ratings_evaluate_mustache),
    ENTRY("pages/Queue/admin-report.mustache", pages_Queue_admin_report_mustache),
    ENTRY("pages/Staff/admin-staff.mustache", pages_Staff_admin_staff_mustache),
    ENTRY("pages/Staff/county-staff.mustache", pages_Staff_county_staff_mustache),
    ENTRY("pages/Staff/rows.mustache", pages_Staff_rows_mustache),
    ENTRY("pages/Staff/sign-in.mustache", pages_Staff_sign_in_mustache),
    ENTRY("pages/Staff/signed-out.mustache", pages_Staff_signed_out_mustache),
    ENTRY("pages/Voice/admin-voice.mustache", pages_Voice_admin_voice_mustache),
    ENTRY("pages/help.mustache", pages_help_mustache),
    ENTRY("pages/layout.mustache", pages_layout_mustache),
    ENTRY("pages/parts/chart.mustache", pages_parts_chart_mustache),
    ENTRY("pages/parts/csrf.mustache", pages_parts_csrf_mustache),
    ENTRY("pages/parts/field.mustache", pages_parts_field_mustache),
    ENTRY("pages/parts/flash.mustache", pages_parts_flash_mustache),
    ENTRY("pages/parts/footer.mustache", pages_parts_footer_mustache),
    ENTRY("pages/parts/header.mustache", pages_parts_header_mustache),
    ENTRY("pages/parts/help-calls.mustache", pages_parts_help_calls_mustache),
    ENTRY("pages/parts/option.mustache", pages_parts_option_mustache),
    ENTRY("pages/parts/sections.mustache", pages_parts_sections_mustache),
    ENTRY("pages/refusal.mustache", pages_refusal_mustache),
    ENTRY("profiles/gbt39046.json", profiles_gbt39046_json),
    ENTRY("profiles/national.json", profiles_national_json),
    ENTRY("profiles/yizhan.json", profiles_yizhan_json),
    ENTRY("profiles/zhejiang.json", profiles_zhejiang_json),
    ENTRY("static/admin.css", static_admin_css),
    ENTRY("static/app.css", static_app_css),
    ENTRY("static/board.css", static_board_css),
    ENTRY("static/board-voice.js", static_board_voice_js),
    ENTRY("static/board.js", static_board_js),
    ENTRY("static/desk.css", static_desk_css),
    ENTRY("static/desk.js", static_desk_js),
    ENTRY("static/evaluate.css", static_evaluate_css),
    ENTRY("static/evaluate.js", static_evaluate_js),
    ENTRY("static/notes.js", static_notes_js),
    ENTRY("static/scan.js", static_scan_js),
    ENTRY("static/send.js", static_send_js),
    ENTRY("static/follow.js", static_follow_js),
    ENTRY("static/forms.js", static_forms_js),
    ENTRY("static/icon.svg", static_icon_svg),
    ENTRY("static/kiosk.css", static_kiosk_css),
    ENTRY("static/kiosk.js", static_kiosk_js),
    ENTRY("static/live.js", static_live_js),
    ENTRY("static/phone.css", static_phone_css),
    ENTRY("static/silence.wav", static_silence_wav),
    ENTRY("static/voice.js", static_voice_js),
    ENTRY("strings/initials.txt", strings_initials_txt),
    ENTRY("strings/station.zh-Hans.json", strings_station_zh_Hans_json),
    ENTRY("strings/synthetic.json", strings_synthetic_json),
    ENTRY("strings/zh-Hans.json", strings_zh_Hans_json),
    ENTRY("tickets/glyphs.bin", tickets_glyphs_bin),
    ENTRY("pages/Licences/admin-licence-form.mustache", pages_Licences_admin_licence_form_mustache),
    ENTRY("pages/Licences/admin-licence.mustache", pages_Licences_admin_licence_mustache),
    ENTRY("pages/Licences/admin-licences.mustache", pages_Licences_admin_licences_mustache),
    ENTRY("pages/Licences/admin-seal.mustache", pages_Licences_admin_seal_mustache),
    ENTRY("pages/Licences/certificate.mustache", pages_Licences_certificate_mustache),
    ENTRY("pages/Licences/verify.mustache", pages_Licences_verify_mustache),
    ENTRY("static/licence.css", static_licence_css),
};

const struct yizhan_template *yizhan_templates(void) { return table; }

size_t yizhan_template_count(void) { return sizeof table / sizeof table[0]; }
