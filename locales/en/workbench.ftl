# The workbench: where people record, decide and answer for it.

# Signing in.
bench-sign-in = Sign in
bench-sign-in-lead = The workbench is for people who record facts, decide on lists and answer for both. Reading the register takes no account.
bench-sign-out = Sign out
bench-code = The code of your second factor
bench-code-lead = Your app shows six digits, which change every thirty seconds. If you have lost the app, type one of your recovery codes: each serves once.
bench-wrong-password = No user has this name and this password
bench-wrong-code = This is not the code of now, or it was used already
bench-wrong-too-late = That took too long, or too many codes were wrong. Begin again.
bench-wrong-too-many = Too many wrong passwords were tried for this name. Wait a quarter of an hour. In a browser in which you have signed in before, you can go on.
bench-wrong-not-repeated = The two new passwords differ
bench-wrong-stale = Somebody else has changed this since the page was shown. What is there now is shown below: look, and do it again if it is still right.
bench-wrong-not-a-number = An entry has a number
bench-wrong-no-file = Choose a file first
bench-choose-password = Choose a password
bench-choose-password-lead = This link was made for { $user } and serves once.
bench-set-password = Set the password
bench-dead-link = This link does not serve
bench-dead-link-lead = It was used, it is too old, or it is not whole. An administrator can make another.
bench-first = The first administrator
bench-first-lead = Nobody is a user yet. Whoever comes first says from then on who may do what; an administrator records no facts and decides on no list. From then on nobody writes without saying who it is.
bench-begin = Begin

# Around every page.
bench-label = Workbench
bench-inbox = Inbox
bench-assets = Assets and facts
bench-lists = Lists
bench-people = Users
bench-audit = Audit trail
bench-account = Your account
bench-not-done = This was not done
bench-to-inbox = To the inbox
bench-save = Save
bench-any = all
bench-yes = yes
bench-no = no
bench-entry = entry { $number } of the journal
bench-history = What was done
bench-history-empty = Nothing yet.
bench-older = Older ones

# What was done.
bench-done-signed-out = You have signed out.
bench-done-password = The password is set.
bench-done-first = You are the first administrator. Make the others now: somebody who records and proposes, and a second person who approves.
bench-done-factor = The second factor is set. Keep the recovery codes where you keep papers.
bench-done-factor-taken = The second factor is taken away.
bench-done-session-ended = The session is ended.
bench-done-saved = Saved.
bench-done-recorded = Recorded.
bench-done-known = The journal says so already: nothing was written.
bench-done-retracted = Taken back. The entry stays where it is and does not count any more.
bench-done-proposed = Proposed. A second person decides.
bench-done-reviewed = Your review is recorded.
bench-done-approved = Approved. It takes effect when it is published.
bench-done-published = Published.
bench-done-rejected = Rejected.
bench-done-recalled = Taken back.
bench-done-user-made = The user is made. Make a link now, by which the user chooses a password.
bench-done-revoked = It does not serve any more.

# Fields of forms.
bench-field-user = User name
bench-field-password = Password
bench-field-new-password = New password
bench-field-repeated = The new password again
bench-field-code = Code
bench-field-app-code = The six digits that the app shows now
bench-field-name = Name
bench-field-roles = Roles
bench-field-label = What it is for
bench-field-days = Days for which it serves
bench-field-kind = Kind
bench-field-who = Whose
bench-field-state = State
bench-field-assignee = Who does it
bench-field-due = By when
bench-field-note = Note
bench-field-asset = Asset
bench-field-symbol = Symbol
bench-field-coinmarketcap = CoinMarketCap id
bench-field-dti = Digital Token Identifier (ISO 24165)
bench-field-caip19 = Contracts (CAIP-19)
bench-field-issuer = Issuer
bench-field-lei = LEI (ISO 17442)
bench-field-bin = БИН
bench-field-country = Country
bench-field-group = Head of its group
bench-field-website = Website
bench-field-peg = Peg
bench-field-from = From
bench-field-until = Until
bench-field-to = To
bench-field-item = What is public
bench-field-status = Status
bench-field-published = Public since
bench-field-looked_for_on = Looked for on
bench-field-next_expected = Next one due
bench-field-register = Register
bench-field-term = Searched for
bench-field-on = On
bench-field-result = Result
bench-field-ruling = Id of the ruling
bench-field-body = Court or body
bench-field-reference = Its number there
bench-field-title = Title
bench-field-in_force_from = In force from
bench-field-appealed_on = Appealed on
bench-field-ended_on = Ended on
bench-field-url = Address
bench-field-origin = Who says so
bench-field-document = Document
bench-field-demonstration = It is made up, to show how something works
bench-field-entry = Number of the entry
bench-field-reason = Reason
bench-field-table = File
bench-field-record-kind = What its rows are
bench-field-authority = List
bench-field-action = Action
bench-field-act = By which act
bench-field-criterion = Criterion
bench-field-evidence = Entries it rests on
bench-field-stage = Stage
bench-field-finding = What you find
bench-field-author = Author

# Hints beside fields.
bench-hint-user = 1 to 64 small letters, digits, -, . and _. It stands under everything that the user writes, and is never changed.
bench-hint-new-password = 15 characters or more. A sentence is easier to remember than signs.
bench-hint-document = PDF, a picture, a text, an office document or a signature. It is kept under its SHA-256, as it is, and never opened by the program.
bench-hint-evidence = Numbers, with a comma between them
bench-hint-table = CSV, TOML or JSON, as docs/formats/forms.md has them. Every row is shown before anything is recorded.
bench-hint-app-code = It shows that the app has the secret.
bench-hint-act = The order or decision by which it is done
bench-hint-a-line-each = One a line

# Columns of tables.
bench-column-after = After
bench-column-author = Author
bench-column-before = Before
bench-column-browser = Browser
bench-column-by = By
bench-column-correct = Correct
bench-column-criteria = What changes
bench-column-criterion = Criterion
bench-column-end = End
bench-column-entry = Entry
bench-column-id = Id
bench-column-kind = Kind
bench-column-name = Name of the item
bench-column-outcome = Outcome
bench-column-place = Place
bench-column-record = Record
bench-column-record-too = Also
bench-column-said = What it says
bench-column-since = Since
bench-column-token = Token
bench-column-until = Until
bench-column-what = What
bench-column-when = When

# The inbox.
bench-inbox-lead = { $count ->
    [0] Nothing to look at.
    [one] One thing to look at, found by the evidence itself.
   *[other] { $count } things to look at, found by the evidence itself.
}
bench-inbox-empty = Nothing of that kind.
bench-overdue = overdue
bench-state-new = new
bench-state-open = to be done
bench-state-done = done
bench-state-dismissed = nothing to be done
bench-who-me = mine
bench-who-nobody = nobody
bench-kind-decision = Waits for a second person
bench-kind-listed = Listed and failing
bench-kind-verdict = Verdict changed
bench-kind-unlisted = Qualifying and unlisted
bench-kind-gap = Prices missing
bench-kind-restated = Figures restated
bench-kind-disclosure = Disclosure
bench-kind-check = Register check due
bench-item-decision = A decision waits: entry { $number }{ $asset ->
    [none] {""}
   *[other] , { $asset }
}
bench-item-listed = { $asset } is on the Ministry’s List and does not qualify{ $since ->
    [none] {""}
   *[other] , since { $since }
}
bench-item-verdict = { $asset }: the verdict became “{ $outcome }” on { $since }
bench-item-unlisted = { $asset } qualifies and is not on the Ministry’s List{ $since ->
    [none] {""}
   *[other] , since { $since }
}
bench-item-gap = { $asset }: prices are missing{ $since ->
    [none] {""}
   *[other] ; the last is of { $since }
}
bench-item-restated = { $asset }: a source told a day in two ways{ $since ->
    [none] {""}
   *[other] , last of { $since }
}
bench-item-disclosure = { $asset }: something that should be public is missing, old or unknown{ $since ->
    [none] {""}
   *[other] , since { $since }
}
bench-item-check = { $asset }: a register is to be looked into{ $since ->
    [none] {""}
   *[other] , since { $since }
}
bench-item-gone = It is not there any more
bench-item-do = Who does what about it
bench-to-asset = What is recorded of the asset
bench-to-public = The public page of the asset
bench-to-decision = The decision
bench-to-readings = Every reading of the order’s text

# Facts.
bench-assets-lead = What is known of each asset, entry by entry, and what can be recorded of it.
bench-assets-empty = No asset is recorded yet.
bench-criteria = The criteria, and what is recorded for each
bench-entries = What was recorded
bench-entries-text = Nothing is overwritten. A correction names the entry whose place it takes, and the old one stays to be seen.
bench-entries-empty = Nothing is recorded yet.
bench-undone-by = does not count: see entry { $number }
bench-correct = Correct
bench-corrects = Takes the place of entry { $number }
bench-retract = Take an entry back
bench-retract-text = For what should not have been recorded at all. The entry stays where it is and does not count any more.
bench-record-asset = An asset’s names
bench-record-issuer = An issuer
bench-record-peg = A peg
bench-record-disclosure = A disclosure
bench-record-check = A register check
bench-record-ruling = A court decision or order
bench-record-lead = { $count ->
    [0] It serves no criterion by itself: it says who or what is meant.
   *[other] It serves: { $criteria }. Look at it first: you are shown how the verdict would change.
}
bench-look = Look at it first
bench-do-record = Record
bench-do-correct = Record the correction
bench-usual = as usual
bench-preview = What would change
bench-preview-count = { $new ->
    [one] One new entry
   *[other] { $new } new entries
}{ $known ->
    [0] .
   *[other] ; { $known } are in the journal already.
}
bench-preview-nothing = No asset’s verdict is concerned.
bench-nothing-yet = nothing can be decided
bench-no-criterion = no criterion
bench-stale = { $author } has recorded something about the same since this form was shown: entry { $number }
    .help = look at it, and send the form again if it is still right; nothing of yours is lost
bench-import = Many at once, from a file
bench-import-lead = All rows are recorded or none. What the journal says already is passed over.
bench-kind-in-file = as the file says
bench-rows = { $count ->
    [one] One row
   *[other] { $count } rows
}

# Choices.
bench-item-asset = the asset
bench-item-backing = what backs it
bench-item-issuer = the issuer
bench-item-stabilisation_mechanism = what keeps its value stable
bench-status-published = public
bench-status-absent = looked for, not there
bench-result-none = nothing came back
bench-result-found = something came back
bench-result-dismissed = the hits concern somebody else
bench-origin-official_register = an official register
bench-origin-issuer = the issuer
bench-origin-third_party = somebody else
bench-origin-on_chain = a distributed ledger
bench-origin-self_reported = whoever records it
bench-kind-court_decision = court decision
bench-kind-order = order
bench-kind-other = something else, which decides nothing

# Lists and decisions.
bench-lists-lead = One person proposes, another decides. A verdict puts nothing on a list and takes nothing off.
bench-propose = Propose a change of a list
bench-propose-lead = The verdict as things are known now is recorded beside it.
bench-do-propose = Propose
bench-decisions-open = Waiting
bench-decisions-closed = Closed
bench-decisions-empty = None.
bench-decision = Decision { $number }
bench-difference = What the list would say
bench-would-add = From { $day } on the list has { $asset }{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
bench-would-suspend = From { $day } on { $asset } stays on the list and does not count{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
bench-would-resume = From { $day } on { $asset } counts again{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
bench-would-remove = From { $day } on the list does not have { $asset } any more{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
bench-would-correct = From { $day } on the list says anew what it says of { $asset }{ $until ->
    [none] {""}
   *[other] , until { $until }
}.
bench-all-criteria = all five
bench-of-criterion-value_information = value
bench-of-criterion-stability = stability
bench-of-criterion-disclosure = disclosure
bench-of-criterion-market_presence = market presence
bench-of-criterion-legal_standing = legal standing
bench-authority-ministry = Ministry’s List
bench-authority-afsa = AFSA’s table
bench-authority-national_bank = National Bank’s list
bench-authority-ministry_of_finance = Ministry of Finance’s list
bench-verdict-then = The verdict when it was proposed
bench-verdict-now = The verdict as things are known now
bench-verdict-of = of { $day }
bench-dissenting = { $against } of { $all } readings give the opposite
bench-do-review = Review
bench-do-decide = Decide
bench-do-approve = Approve
bench-do-publish = Publish
bench-do-reject = Reject
bench-do-recall = Take it back
bench-not-own = You proposed this: a second person decides on it.
bench-step-review = reviewed
bench-step-approval = approved
bench-step-rejection = rejected
bench-step-recall = taken back
bench-step-publication = published

# Users.
bench-people-lead = Who there is, and what each may do. A user who leaves is made inactive: what was written stays.
bench-role-reader = reader
bench-role-reader-told = reader: reads what everybody may read
bench-role-analyst = analyst
bench-role-analyst-told = analyst: records facts, proposes and reviews
bench-role-approver = approver
bench-role-approver-told = approver: reviews, approves, rejects and publishes what somebody else proposed
bench-role-administrator = administrator
bench-role-administrator-told = administrator: says who may do what
bench-role-auditor = auditor
bench-role-auditor-told = auditor: reads everything, writes nothing
bench-active = active
bench-inactive = not active
bench-activate = Make active
bench-deactivate = Make inactive
bench-make-user = New user
bench-change-user = Name and roles
bench-links = How this user signs in
bench-links-text = A link serves once, for three days: by it the user chooses a password. It is for somebody new, and for whoever has forgotten the password; every session of the user ends by it.
bench-make-link = Make a link
bench-a-link = A link to choose a password
bench-a-token = A token for programs
bench-shown-once = It is shown this one time, and kept nowhere. Hand it over by a way that nobody else reads.
bench-tokens = Tokens for programs
bench-tokens-text = A token does what its user may. Its SHA-256 alone is kept.
bench-tokens-empty = None serves.
bench-make-token = Make a token
bench-revoke = Revoke

# One’s own account.
bench-account-lead = You are signed in as { $user }.
bench-password = Password
bench-password-text = All your other sessions end when it changes.
bench-factor = Second factor
bench-factor-none = You have none: whoever has your password is you. Take an app that shows codes, and begin.
bench-begin-factor = Begin
bench-factor-begun = Let the app read the picture, or type the first line into it. Then type the six digits that it shows.
bench-factor-recovery = The lines below it are recovery codes, for when the app is lost. Each serves once. They are shown this one time: write them down.
bench-factor-picture = The secret as a picture for an app’s camera
bench-factor-there = { $count ->
    [0] It is set. No recovery code is left: take it away and begin anew.
    [one] It is set. One recovery code is left.
   *[other] It is set. { $count } recovery codes are left.
}
bench-set-factor = Set the second factor
bench-take-factor = Take the second factor away
bench-sessions = Sessions
bench-sessions-text = A session lasts twelve hours at most, and ends when it is not used for half an hour.
bench-no-sessions = None.
bench-this-session = this one
bench-end-session = End
bench-by-password = password
bench-by-code = password and code
bench-by-recovery = password and recovery code
bench-by-link = link

# The audit trail.
bench-audit-lead = Every entry of the journal: what was said, by whom and when; and who was refused.
bench-audit-empty = No entry of that kind.
bench-entry-asset = asset
bench-entry-issuer = issuer
bench-entry-peg = peg
bench-entry-disclosure = disclosure
bench-entry-check = register check
bench-entry-ruling = ruling
bench-entry-market = market file
bench-entry-facts = page of facts
bench-entry-register = file of a register
bench-entry-declined = declined
bench-entry-follow = follow
bench-entry-unfollow = unfollow
bench-entry-conversion = conversion
bench-entry-withdrawal = withdrawal of a file
bench-entry-retraction = retraction
bench-entry-proposal = proposal
bench-entry-review = review
bench-entry-approval = approval
bench-entry-rejection = rejection
bench-entry-recall = recall
bench-entry-publication = publication
bench-entry-list_import = list taken in
bench-entry-user = user
bench-entry-password = password
bench-entry-token = token, session or link
bench-entry-token_revocation = end of a token
bench-entry-second_factor = second factor
bench-entry-task = task
bench-entry-attempt = refused attempt

# Problems.
web-problem-not_a_form = this is no form
web-problem-not_a_form-meaning = What was sent is no form as browsers send them.
web-problem-not_own_page = this form was not sent by a page of this server, or not by this session
web-problem-not_own_page-meaning = A form is taken only from a page that this server showed in this very session. Open the page again and send it from there.

# Signing in by a provider.
bench-openid = The organisation’s provider
bench-openid-begin = Sign in with { $provider }
bench-openid-leaving = On to { $provider }
bench-openid-leaving-lead = You sign in there, and are brought back here.
bench-openid-go-on = Go on to { $provider }
bench-openid-not-in = You are not signed in
bench-openid-again = Begin again
bench-openid-stale = This sign-in was not begun in this browser, was answered already, or took more than ten minutes
bench-openid-too-many = You were refused too often. Wait a quarter of an hour.
bench-openid-denied = The sign-in was declined at the provider
bench-openid-error = The provider did not sign you in. It says: { $code }
bench-openid-unreachable = The provider cannot be reached now
    .help = Try again in a while. Whoever has a password here can sign in with it.
bench-openid-not-believed = What the provider answered could not be verified
    .help = Nobody is signed in by such an answer. What was wrong stands in the lines that the server writes for whoever keeps it.
bench-openid-bound = Bound to
bench-openid-account = Whoever signs in there as this is you here. Your name and your roles come from there at each sign-in.
bench-openid-text = Whoever signs in at the provider as this subject is this user. Name and roles come from there at each sign-in, in place of what is set here. Left empty, the user is bound to nobody.
bench-field-openid-subject = Subject at the provider (sub)
bench-column-openid = Provider
bench-by-openid = provider

# Files of forms.
bench-file-limit = { $limit } MB at most.
bench-file-way = Or drop it here.
bench-file-away = Take it away
bench-file-name = File
bench-file-size = Size in bytes
bench-file-digest = SHA-256, computed in this browser
bench-file-computing = is being computed…
bench-file-computed = {"{name}"}: the digest is computed.
bench-file-empty = The file is empty.
bench-file-unreadable = The browser cannot read this file. Choose it again.
bench-file-one = One file, please, and no folder.
bench-file-too-large = The file is larger than { $limit } MB, and would be refused.
bench-file-kept = { $name } is kept already, and is taken if you choose no other.
bench-kept-under = Kept under SHA-256
bench-digest-same = Your browser computed the same.
bench-digest-not-told = Computed by the server alone; your browser computed none.

# Registers.
bench-registers = Registers
bench-registers-lead = Files of other people’s registers, and what they propose. Nothing of it is recorded by itself: somebody accepts or declines each.
bench-to-registers = All proposals of registers
bench-proposals = { $count ->
    [0] No proposal
    [one] One proposal
   *[other] { $count } proposals
}
bench-proposals-open = open
bench-proposals-all = all
bench-proposals-declined = declined
bench-proposals-empty = None.
bench-proposals-more = The first { $shown } of { $all } are shown. Look for a name to see others.
bench-proposal-of = { $register } · { $key }
bench-proposal-new = not known here
bench-proposal-known = it is { $asset } here
bench-proposal-declined = declined: { $reason }
bench-proposal-taken = the id { $id } is somebody else’s
bench-proposal-no-id = the symbol gives no id
bench-proposal-say-id = Give the id that it is to have here: that of the asset, if it is one here already, and else another.
bench-proposal-circulating = In circulation
bench-proposal-mechanism = How its value is kept
bench-proposal-over = It is over
bench-proposal-beside = What it says, and what is recorded
bench-proposal-beside-text = What is recorded here already stays as it is. An address is shown and not recorded: look there, and record what the issuer publishes.
bench-proposal-peg = The peg is the register’s word and has no address: it does not meet the criterion of value.
bench-column-proposed = Asset there
bench-column-register = Register
bench-column-remarks = To be known
bench-column-theirs = The register says
bench-column-ours = Recorded here
bench-column-recorded = Would be recorded
bench-column-digest = SHA-256
bench-column-counts = Counts
bench-field-register-file = File of a register
bench-field-register-of = As it was on
bench-field-register-url = From where it is
bench-field-standing = Which
bench-field-q = Name or symbol
bench-field-proposed-id = Id here
bench-hint-register-file = ESMA’s, GLEIF’s or DefiLlama’s, as its publisher has it. Which it is, its content tells.
bench-hint-register-of = Left empty: the day that the file itself tells.
bench-hint-proposed-id = Small letters, digits, -, . and _. It is never changed.
bench-hint-instead = Only where the register’s is not right.
bench-take-register = Take a file in
bench-take-register-text = The file is kept as it is. Of each register the newest file counts.
bench-do-take-register = Take it in
bench-register-looked = The file
bench-register-known = The journal has this file already.
bench-register-rows = Rows
bench-register-defects = Odd things about them
bench-register-would-propose = { $count ->
    [0] It would propose nothing new
    [one] It would propose one thing
   *[other] It would propose { $count } things
}
bench-register-files = Files of registers
bench-register-files-empty = None is here yet.
bench-do-accept = Accept
bench-do-accept-text = It is recorded in your name, with the file and the row that it is from.
bench-do-decline = Decline
bench-do-decline-text = It is not proposed again. Your reason stays in the journal.
bench-done-register-taken = The file is taken in.
bench-done-accepted = Accepted, and recorded with its source.
bench-done-declined = Declined.

# Lists taken in.
bench-list-import = Take a list in
bench-list-import-lead = A list that an authority keeps itself, as it was on a day. Where this journal has decided on that list, a second person approves it.
bench-field-of = As it was on
bench-field-list = The list as a table
bench-field-part = It is a part of the list: what it does not have stays on it
bench-field-whole = How much of it
bench-list-whole = the whole list
bench-list-part = a part of the list
bench-field-columns = What its columns are called
bench-field-means = Which asset a row means
bench-field-told = Name there
bench-field-comment = Comment
bench-field-suspended_from = Suspended from
bench-hint-list = CSV or JSON, as docs/formats/list.md has it. Every row is shown before anything is taken in.
bench-hint-columns = One a line, where they are called otherwise: symbol=Ticker
bench-hint-means = One a line, where it cannot be told by itself: its symbol or name, and the asset here. USD Coin=usdc
bench-list-count = { $rows ->
    [one] One row
   *[other] { $rows } rows
}; { $changing ->
    [0] none changes the list
    [one] one changes the list
   *[other] { $changing } change the list
}; { $removed ->
    [0] nothing goes off it
    [one] one asset goes off it
   *[other] { $removed } assets go off it
}.
bench-list-more = The first { $shown } are shown.
bench-list-empty = It has no row.
bench-list-known = The journal says so already: entry { $number }.
bench-list-pending = It takes effect when a second person approves it.
bench-list-not-known = not known here
bench-column-row = In the list
bench-column-meant = Asset here
bench-column-change = What becomes of it
bench-column-differs = What differs
bench-change-added = comes onto the list
bench-change-removed = goes off the list
bench-change-suspended = does not count any more
bench-change-resumed = counts again
bench-change-corrected = is said otherwise
bench-change-none = stays as it is
bench-do-take-list = Take it in
bench-done-list-taken = The list is taken in.
bench-done-list-waits = The list is taken in, and waits for a second person.

# What cannot be taken.
trouble-proposal-changed = the proposal `{ $text }` is not what was looked at any more
    .help = it is shown as it is now: look at it, and do it again if it is still right
trouble-another-digest = what came of `{ $name }` has the SHA-256 { $found }, and the browser computed { $expected }
    .help = nothing was written: choose the file again; if it happens again, something on the way changes it
trouble-file-did-not-come = the browser told of a file with the SHA-256 { $name }, and no file came
    .help = choose the file again
trouble-one-file-only = several files came, `{ $name }` among them, and one is taken
    .help = send them one by one
