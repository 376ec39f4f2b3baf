//! `qazyq user …` and `qazyq token …`: who may do what.

use std::fs;
use std::path::Path;

use jiff::ToSpan as _;
use qazyq_casework::Trouble;
use qazyq_casework::fetch::settings::Settings;
use qazyq_casework::people::{OpenIdSubject, UserChange};
use qazyq_registry::people::Right;
use qazyq_registry::what::Role;
use serde_json::json;

use super::super::{Failure, Run, now};
use super::{cell, choice, random, tell_json};
use crate::args::{OfToken, OfUser, TokenNew, TokenRevoke, UserAdd, UserPassword, UserSet};
use crate::exit::Exit;

/// How long a token serves where nobody says: a quarter.
const TOKEN_DAYS: u32 = 90;

pub(crate) fn users(run: &mut Run<'_>, what: &OfUser) -> Result<Exit, Failure> {
    match what {
        OfUser::Add(args) => add(run, args),
        OfUser::Set(args) => set(run, args),
        OfUser::Password(args) => password(run, args),
        OfUser::List => list(run),
    }
}

fn roles(run: &Run<'_>, typed: &[String]) -> Result<Option<Vec<Role>>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let role = |text: &String| choice(run, "--role", text, Role::choices());
    typed.iter().map(role).collect::<Result<_, _>>().map(Some)
}

/// Who the user shall be at the provider that the workspace's settings name; nobody where what was typed is empty.
fn openid(run: &Run<'_>, typed: Option<&str>) -> Result<Option<Option<OpenIdSubject>>, Failure> {
    match typed {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(subject) => {
            let set = Settings::load(run.workspace().folder())?.openid.ok_or(Trouble::NoOpenId)?;
            Ok(Some(Some(OpenIdSubject { issuer: set.issuer, subject: subject.to_owned() })))
        }
    }
}

fn add(run: &mut Run<'_>, args: &UserAdd) -> Result<Exit, Failure> {
    let openid = openid(run, args.openid_subject.as_deref())?;
    let change = UserChange { name: args.name.clone(), roles: roles(run, &args.role)?, active: None, openid };
    let mut book = run.new_book_for("user add", Some(args.user.clone()))?;
    book.refresh()?;
    if book.people().is_empty() {
        let token = book.first_user(&args.user, &change, &random()?, now())?;
        if run.everywhere.json {
            tell_json(run, &json!({ "user": args.user, "token": token.reveal() }))?;
            return Ok(Exit::Done);
        }
        let named = [("user", args.user.clone().into())];
        let text = run.screen.words.say("user-first", &named);
        run.screen.note(&text)?;
        run.screen.raw_line(&token.reveal())?;
        return Ok(Exit::Done);
    }
    let user = book.set_user(&args.user, &change, true, now())?;
    tell_user(run, "user-added", &user)
}

fn set(run: &mut Run<'_>, args: &UserSet) -> Result<Exit, Failure> {
    let active = match (args.active, args.inactive) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    let openid = openid(run, args.openid_subject.as_deref())?;
    let change = UserChange { name: args.name.clone(), roles: roles(run, &args.role)?, active, openid };
    let mut book = run.book_for("user set", Some(args.user.clone()))?;
    let user = book.set_user(&args.user, &change, false, now())?;
    tell_user(run, "user-set", &user)
}

fn tell_user(run: &mut Run<'_>, id: &str, user: &qazyq_registry::what::User) -> Result<Exit, Failure> {
    if run.everywhere.json {
        tell_json(run, &serde_json::to_value(user).unwrap_or_default())?;
        return Ok(Exit::Done);
    }
    let roles: Vec<&str> = user.roles.iter().map(|role| role.as_str()).collect();
    run.say(id, &[("user", user.user.clone().into()), ("roles", roles.join(", ").into())])?;
    Ok(Exit::Done)
}

/// A secret in a file, its last line's end left out. It never stands on the command line, where others can read it.
fn secret(path: &Path) -> Result<String, Trouble> {
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin().lock()).map_err(unusable)?
    } else {
        fs::read_to_string(path).map_err(unusable)?
    };
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

fn password(run: &mut Run<'_>, args: &UserPassword) -> Result<Exit, Failure> {
    let password = args.password_file.as_deref().map(secret).transpose()?;
    let mut book = run.book_for("user password", Some(args.user.clone()))?;
    book.set_password(&args.user, password.as_deref(), &random()?, now())?;
    if run.everywhere.json {
        tell_json(run, &json!({ "user": args.user, "password": password.is_some() }))?;
        return Ok(Exit::Done);
    }
    let id = if password.is_some() { "password-set" } else { "password-taken" };
    run.say(id, &[("user", args.user.clone().into())])?;
    Ok(Exit::Done)
}

fn list(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let mut book = run.book_for("user list", None)?;
    book.require(Right::Audit, now())?;
    let people = book.people();
    if run.everywhere.json {
        for (user, since) in people.users() {
            let mut told = serde_json::to_value(user).unwrap_or_default();
            if let serde_json::Value::Object(told) = &mut told {
                told.insert("password".to_owned(), json!(people.password(&user.user).is_some()));
                told.insert("changed_at".to_owned(), json!(since.to_string()));
            }
            tell_json(run, &told)?;
        }
        return Ok(Exit::Done);
    }
    if people.is_empty() {
        return run.say("users-none", &[]).map(|()| Exit::Done);
    }
    let words = &run.screen.words;
    let columns = ["user", "name", "roles", "active", "password", "tokens"];
    let header = columns.map(|column| words.plain(&format!("users-{column}"))).to_vec();
    let yes = |is: bool| words.plain(if is { "yes" } else { "no" });
    let rows = people.users().map(|(user, _)| {
        let roles: Vec<&str> = user.roles.iter().map(|role| role.as_str()).collect();
        let serves = |token: &&qazyq_registry::people::TokenState| {
            token.user == user.user && token.revoked.is_none() && token.expires.is_none_or(|e| e > now())
        };
        vec![
            user.user.clone(),
            cell(user.name.as_ref()),
            roles.join(", "),
            yes(user.active),
            yes(people.password(&user.user).is_some()),
            people.tokens().filter(serves).count().to_string(),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[])?;
    Ok(Exit::Done)
}

pub(crate) fn tokens(run: &mut Run<'_>, what: &OfToken) -> Result<Exit, Failure> {
    match what {
        OfToken::New(args) => new(run, args),
        OfToken::Revoke(args) => revoke(run, args),
        OfToken::List => list_tokens(run),
    }
}

fn new(run: &mut Run<'_>, args: &TokenNew) -> Result<Exit, Failure> {
    let now = now();
    let hours = i64::from(args.days.unwrap_or(TOKEN_DAYS)).saturating_mul(24);
    let expires = now.checked_add(hours.hours()).unwrap_or(jiff::Timestamp::MAX);
    let label = args.label.as_deref();
    let mut book = run.book_for("token new", Some(args.user.clone()))?;
    let token = match args.password_file.as_deref() {
        None => book.new_token(&args.user, Some(expires), label, &random()?, now)?,
        Some(path) => {
            let password = secret(path)?;
            book.token_for_password(&args.user, &password, Some(expires), label, &random()?, now)?
        }
    };
    if run.everywhere.json {
        let told = json!({ "user": args.user, "token": token.reveal(), "expires": expires.to_string() });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named = [("user", args.user.clone().into()), ("date", format!("{expires:.0}").into())];
    let text = run.screen.words.say("token-given", &named);
    run.screen.note(&text)?;
    run.screen.raw_line(&token.reveal())?;
    Ok(Exit::Done)
}

fn revoke(run: &mut Run<'_>, args: &TokenRevoke) -> Result<Exit, Failure> {
    let mut book = run.book_for("token revoke", None)?;
    book.revoke_token(&args.token, &args.reason, now())?;
    if run.everywhere.json {
        tell_json(run, &json!({ "revoked": true }))?;
        return Ok(Exit::Done);
    }
    run.say("token-revoked", &[])?;
    Ok(Exit::Done)
}

fn list_tokens(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let mut book = run.book_for("token list", None)?;
    book.require(Right::Audit, now())?;
    let tokens: Vec<_> = book.people().tokens().cloned().collect();
    if run.everywhere.json {
        for token in &tokens {
            let told = json!({
                "token": token.token, "user": token.user, "label": token.label, "since": token.since.to_string(),
                "expires": token.expires.map(|e| e.to_string()),
                "revoked": token.revoked.as_ref().map(|(at, reason)| json!({ "at": at.to_string(), "reason": reason })),
            });
            tell_json(run, &told)?;
        }
        return Ok(Exit::Done);
    }
    if tokens.is_empty() {
        return run.say("tokens-none", &[]).map(|()| Exit::Done);
    }
    let words = &run.screen.words;
    let columns = ["token", "user", "label", "since", "expires", "revoked"];
    let header = columns.map(|column| words.plain(&format!("tokens-{column}"))).to_vec();
    let rows = tokens.iter().map(|token| {
        vec![
            token.token.clone(),
            token.user.clone(),
            cell(token.label.as_ref()),
            format!("{:.0}", token.since),
            cell(token.expires.map(|expires| format!("{expires:.0}"))),
            cell(token.revoked.as_ref().map(|(at, reason)| format!("{at:.0} {reason}"))),
        ]
    });
    let rows = rows.collect();
    run.screen.table(header, rows, &[0])?;
    Ok(Exit::Done)
}
