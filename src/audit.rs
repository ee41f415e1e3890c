//! Who did what, append-only. What residents do is never recorded here.

pub mod store;

use crate::{app::App, clock::Instant, error::Result, staff::Staff, store::Db};

/// What a member of staff did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Signed in.
    SignedIn,
    /// Chose a password through a one-time link.
    PasswordSet,
    /// Added a colleague.
    StaffAdded,
    /// Changed a colleague's role, or closed or reopened the account.
    StaffChanged,
    /// Made a one-time link for a colleague.
    LinkMade,
    /// Made a survey from a questionnaire.
    SurveyMade,
    /// Published a version of a questionnaire.
    VersionPublished,
    /// Opened, paused or closed a survey.
    SurveyStateChanged,
    /// Moved the days of a survey.
    SurveyWindowChanged,
    /// Brought participants in.
    ParticipantsImported,
    /// Printed letters or downloaded the mail-merge file: saw access codes.
    LettersMade,
    /// Recorded dispositions.
    DispositionsRecorded,
    /// Downloaded answers.
    AnswersExported,
    /// Changed how results are reported.
    ReportSettingsChanged,
    /// Added a table to the report set.
    TableKept,
    /// Took a table out of the report set.
    TableDropped,
    /// Made results public, or public anew.
    ResultsPublished,
    /// Took public results back.
    ResultsWithdrawn,
    /// Brought in how many people live where.
    PopulationImported,
    /// Removed these figures.
    PopulationRemoved,
    /// Brought published values of an indicator in.
    IndicatorImported,
    /// Deleted published values of an indicator.
    IndicatorDeleted,
    /// Chose what a survey's indicator is shown with.
    IndicatorChosen,
    /// Read the files of an earlier survey.
    WaveRead,
    /// Took an earlier survey into the comparison.
    WaveAccepted,
    /// Removed an earlier survey.
    WaveRemoved,
    /// Made or changed the codes for what people wrote.
    FrameChanged,
    /// Deleted the codes for what people wrote.
    FrameDeleted,
    /// Became the first or the second coder of a question.
    CoderNamed,
    /// Gave codes to what people wrote.
    TextsCoded,
    /// Decided where two coders differ.
    CodesSettled,
    /// Brought classes in.
    ClassesRegistered,
    /// Changed the heads or the codes of a class.
    ClassChanged,
    /// Removed a class in which nobody had taken a seat.
    ClassRemoved,
    /// Printed the sheets or slips of classes: saw their codes.
    ClassSheetsMade,
    /// A teacher opened a class.
    ClassOpened,
    /// A teacher closed a class.
    ClassClosed,
    /// A teacher let one more answer in than there are heads.
    AnswerAdmitted,
    /// Changed what holds for all classes of a survey.
    SchoolSettingsChanged,
    /// Read a text that should be read soon.
    ConcernRead,
    /// Put such a text back among those that nobody has read.
    ConcernPutBack,
    /// Made a workshop from a template.
    WorkshopMade,
    /// Changed what holds for a workshop.
    WorkshopChanged,
    /// Opened or closed a workshop.
    WorkshopStateChanged,
    /// Saw the codes of the facilitator and the projector.
    WorkshopCodesSeen,
    /// Made these codes anew.
    WorkshopCodesRenewed,
    /// Removed a workshop that nobody had used.
    WorkshopRemoved,
    /// Added a theme.
    ThemeAdded,
    /// Changed a theme.
    ThemeChanged,
    /// Removed a theme on which nobody had written.
    ThemeRemoved,
    /// Erased the traces of who took part in a workshop.
    TracesErased,
    /// Had mail sent again.
    MailRetried,
    /// Kept a waiting mail from going out.
    MailStopped,
    /// A facilitator let nobody else change boards.
    BoardsFrozen,
    /// A facilitator let people change boards again.
    BoardsThawed,
    /// A facilitator moved somebody to another table.
    SeatMoved,
    /// A facilitator hid a note.
    NoteHidden,
    /// A facilitator let a held or hidden note be seen.
    NoteShown,
    /// Signed somebody up for a workshop.
    RegistrationAdded,
    /// Corrected a registration.
    RegistrationChanged,
    /// Cancelled a registration.
    RegistrationCancelled,
    /// Gave somebody who waited a place.
    RegistrationConfirmed,
    /// Printed or downloaded the list of those who come.
    RegistrationsExported,
    /// Changed how many may come and until when they sign up.
    RegistrationSettingsChanged,
    /// Told everybody by mail what has changed.
    RegistrationNoticeSent,
    /// Drew lots for tables.
    SeatsDrawn,
    /// Took somebody to another table.
    SeatsChanged,
    /// Made a meeting about results.
    MeetingMade,
    /// Changed a meeting about results.
    MeetingChanged,
    /// Wrote what the city says to a theme.
    OfficialCommentWritten,
    /// Published what came of a theme.
    MeetingThemePublished,
    /// Took back what came of a theme.
    MeetingThemeWithdrawn,
    /// Let a comment in.
    CommentAdmitted,
    /// Did not let a comment in, or took it away.
    CommentRefused,
    /// Replied to a comment.
    CommentReplied,
    /// Downloaded comments.
    CommentsExported,
    /// The addresses of those who asked for mail were erased.
    MeetingErased,
    /// Downloaded what is kept of a workshop's boards.
    BoardsExported,
}

impl Action {
    /// The word in the database; never changes.
    pub fn word(self) -> &'static str {
        match self {
            Action::SignedIn => "signed-in",
            Action::PasswordSet => "password-set",
            Action::StaffAdded => "staff-added",
            Action::StaffChanged => "staff-changed",
            Action::LinkMade => "link-made",
            Action::SurveyMade => "survey-made",
            Action::VersionPublished => "version-published",
            Action::SurveyStateChanged => "survey-state-changed",
            Action::SurveyWindowChanged => "survey-window-changed",
            Action::ParticipantsImported => "participants-imported",
            Action::LettersMade => "letters-made",
            Action::DispositionsRecorded => "dispositions-recorded",
            Action::AnswersExported => "answers-exported",
            Action::ReportSettingsChanged => "report-settings-changed",
            Action::TableKept => "table-kept",
            Action::TableDropped => "table-dropped",
            Action::ResultsPublished => "results-published",
            Action::ResultsWithdrawn => "results-withdrawn",
            Action::PopulationImported => "population-imported",
            Action::PopulationRemoved => "population-removed",
            Action::IndicatorImported => "indicator-imported",
            Action::IndicatorDeleted => "indicator-deleted",
            Action::IndicatorChosen => "indicator-chosen",
            Action::WaveRead => "wave-read",
            Action::WaveAccepted => "wave-accepted",
            Action::WaveRemoved => "wave-removed",
            Action::FrameChanged => "frame-changed",
            Action::FrameDeleted => "frame-deleted",
            Action::CoderNamed => "coder-named",
            Action::TextsCoded => "texts-coded",
            Action::CodesSettled => "codes-settled",
            Action::ClassesRegistered => "classes-registered",
            Action::ClassChanged => "class-changed",
            Action::ClassRemoved => "class-removed",
            Action::ClassSheetsMade => "class-sheets-made",
            Action::ClassOpened => "class-opened",
            Action::ClassClosed => "class-closed",
            Action::AnswerAdmitted => "answer-admitted",
            Action::SchoolSettingsChanged => "school-settings-changed",
            Action::ConcernRead => "concern-read",
            Action::ConcernPutBack => "concern-put-back",
            Action::WorkshopMade => "workshop-made",
            Action::WorkshopChanged => "workshop-changed",
            Action::WorkshopStateChanged => "workshop-state-changed",
            Action::WorkshopCodesSeen => "workshop-codes-seen",
            Action::WorkshopCodesRenewed => "workshop-codes-renewed",
            Action::WorkshopRemoved => "workshop-removed",
            Action::ThemeAdded => "theme-added",
            Action::ThemeChanged => "theme-changed",
            Action::ThemeRemoved => "theme-removed",
            Action::TracesErased => "traces-erased",
            Action::MailRetried => "mail-retried",
            Action::MailStopped => "mail-stopped",
            Action::BoardsFrozen => "boards-frozen",
            Action::BoardsThawed => "boards-thawed",
            Action::SeatMoved => "seat-moved",
            Action::NoteHidden => "note-hidden",
            Action::NoteShown => "note-shown",
            Action::RegistrationAdded => "registration-added",
            Action::RegistrationChanged => "registration-changed",
            Action::RegistrationCancelled => "registration-cancelled",
            Action::RegistrationConfirmed => "registration-confirmed",
            Action::RegistrationsExported => "registrations-exported",
            Action::RegistrationSettingsChanged => "registration-settings-changed",
            Action::RegistrationNoticeSent => "registration-notice-sent",
            Action::SeatsDrawn => "seats-drawn",
            Action::SeatsChanged => "seats-changed",
            Action::MeetingMade => "meeting-made",
            Action::MeetingChanged => "meeting-changed",
            Action::OfficialCommentWritten => "official-comment-written",
            Action::MeetingThemePublished => "meeting-theme-published",
            Action::MeetingThemeWithdrawn => "meeting-theme-withdrawn",
            Action::CommentAdmitted => "comment-admitted",
            Action::CommentRefused => "comment-refused",
            Action::CommentReplied => "comment-replied",
            Action::CommentsExported => "comments-exported",
            Action::MeetingErased => "meeting-erased",
            Action::BoardsExported => "boards-exported",
        }
    }

    /// The word on the page.
    pub fn label(word: &str) -> &str {
        match word {
            "signed-in" => "サインイン",
            "password-set" => "パスワードの設定",
            "staff-added" => "職員の追加",
            "staff-changed" => "職員の変更",
            "link-made" => "ワンタイムリンクの発行",
            "survey-made" => "調査の作成",
            "version-published" => "調査票の公開",
            "survey-state-changed" => "受付状態の変更",
            "survey-window-changed" => "期間の変更",
            "participants-imported" => "対象者の取り込み",
            "letters-made" => "依頼状の作成",
            "dispositions-recorded" => "宛先不明等の記録",
            "answers-exported" => "回答のダウンロード",
            "report-settings-changed" => "集計の設定の変更",
            "table-kept" => "集計表の保存",
            "table-dropped" => "保存した集計表の削除",
            "results-published" => "結果の公表",
            "results-withdrawn" => "結果の公表の取りやめ",
            "population-imported" => "人口の取り込み",
            "population-removed" => "人口の削除",
            "indicator-imported" => "指標の公表値の取り込み",
            "indicator-deleted" => "指標の公表値の削除",
            "indicator-chosen" => "指標の表示の設定",
            "wave-read" => "過去の調査の読み込み",
            "wave-accepted" => "過去の調査の取り込み",
            "wave-removed" => "過去の調査の削除",
            "frame-changed" => "コード表の変更",
            "frame-deleted" => "コード表の削除",
            "coder-named" => "コード付けの担当",
            "texts-coded" => "自由記述のコード付け",
            "codes-settled" => "コードの決定",
            "classes-registered" => "学級の登録",
            "class-changed" => "学級の変更",
            "class-removed" => "学級の削除",
            "class-sheets-made" => "学級の用紙の作成",
            "class-opened" => "学級の開始（先生）",
            "class-closed" => "学級の終了（先生）",
            "answer-admitted" => "人数を超える回答の受付（先生）",
            "school-settings-changed" => "学級で答える設定の変更",
            "concern-read" => "見守りの文を読んだ",
            "concern-put-back" => "見守りの文を読んでいないに戻した",
            "workshop-made" => "ワークショップの作成",
            "workshop-changed" => "ワークショップの設定の変更",
            "workshop-state-changed" => "ワークショップの開始・終了",
            "workshop-codes-seen" => "進行役・投影のコードの表示",
            "workshop-codes-renewed" => "進行役・投影のコードの再発行",
            "workshop-removed" => "ワークショップの削除",
            "theme-added" => "テーマの追加",
            "theme-changed" => "テーマの変更",
            "theme-removed" => "テーマの削除",
            "traces-erased" => "参加者の記録の消去",
            "mail-retried" => "メールの再送",
            "mail-stopped" => "メールの取りやめ",
            "boards-frozen" => "ボードを止めた（進行役）",
            "boards-thawed" => "ボードを動かした（進行役）",
            "seat-moved" => "席の移動（進行役）",
            "note-hidden" => "付箋を見えなくした（進行役）",
            "note-shown" => "付箋を見えるようにした（進行役）",
            "registration-added" => "参加申し込みの追加",
            "registration-changed" => "参加申し込みの変更",
            "registration-cancelled" => "参加申し込みの取り消し",
            "registration-confirmed" => "キャンセル待ちからの繰り上げ",
            "registrations-exported" => "参加者の名簿の印刷・ダウンロード",
            "registration-settings-changed" => "参加申し込みの設定の変更",
            "registration-notice-sent" => "参加者へのお知らせの送信",
            "seats-drawn" => "席を決めた",
            "seats-changed" => "席の変更",
            "meeting-made" => "結果報告会の作成",
            "meeting-changed" => "結果報告会の変更",
            "official-comment-written" => "市の考えの記入",
            "meeting-theme-published" => "ワークショップの結果の公表",
            "meeting-theme-withdrawn" => "ワークショップの結果の公表の取りやめ",
            "comment-admitted" => "意見の掲載",
            "comment-refused" => "意見を掲載しないことにした",
            "comment-replied" => "意見への返信",
            "comments-exported" => "意見のダウンロード",
            "meeting-erased" => "結果報告会のメールの宛先の消去",
            "boards-exported" => "ボードの記録のダウンロード",
            other => other,
        }
    }
}

/// One line of the record.
pub struct Entry {
    /// When.
    pub at: Instant,
    /// Whose name.
    pub actor: String,
    /// The word of an [`Action`].
    pub action: String,
    /// To what, in a few words. Never a code, an answer or a serial number.
    pub subject: String,
}

/// What a verb needs to sign its entry: who, when and the entry's id.
#[derive(Clone)]
pub struct Signature {
    actor: String,
    at: Instant,
    id: String,
}

impl Signature {
    /// For something that `by` does now.
    pub fn of(app: &App, by: &Staff) -> Result<Signature> {
        Signature::named(app, &by.name)
    }

    /// For something done without a signed-in person: a command, the first link.
    pub fn named(app: &App, actor: &str) -> Result<Signature> {
        Ok(Signature { actor: actor.to_owned(), at: app.stamp(), id: app.ids.id()? })
    }

    /// When it happens.
    pub fn at(&self) -> Instant {
        self.at
    }
}

/// Records that `by` did `action` to `subject`, in the transaction of the deed itself.
pub fn record(db: &mut Db, by: Signature, action: Action, subject: &str) -> Result<()> {
    store::insert(db, &by.id, by.at, &by.actor, action.word(), subject)
}
