//! Help in the user's language: the clap command with our words in every place where clap has its own.

use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;
use crate::lang::{Help, Lang};

/// The command line with its help texts in a language.
pub fn command(lang: Lang) -> Command {
    let words = Help::of(lang);
    dress(Cli::command(), words, "").after_help(words.after)
}

fn dress(mut command: Command, w: &'static Help, path: &str) -> Command {
    let arguments: Vec<_> = command
        .get_arguments()
        .map(|a| a.get_id().clone())
        .collect();
    for id in arguments {
        command = command.mut_arg(id, |a| dress_argument(a, w));
    }
    let commands: Vec<_> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in commands {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |c| dress(c, w, path.trim()));
    }
    command
        .about(w.about(path).unwrap_or_default())
        .help_template(format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}\n",
            w.usage
        ))
        .subcommand_help_heading(w.commands)
        .subcommand_value_name(w.command_tag)
}

fn dress_argument(argument: Arg, w: &'static Help) -> Arg {
    let heading = if argument.is_global_set() || argument.get_id() == "version" {
        w.global
    } else if argument.is_positional() {
        w.arguments
    } else {
        w.options
    };
    let help = w.argument(argument.get_id().as_str()).unwrap_or_default();
    let has_values = argument.get_action().takes_values();
    argument
        .help(help)
        .help_heading(heading)
        .hide_possible_values(has_values)
}

/// Help of a command, as text; the words of the path that lead to no command are ignored.
pub fn of(lang: Lang, path: &[String]) -> String {
    let mut root = command(lang);
    root.build();
    let mut at = &mut root;
    for name in path {
        // a first look keeps the borrow short enough for the second
        if at.find_subcommand(name).is_none() {
            break;
        }
        match at.find_subcommand_mut(name) {
            Some(found) => at = found,
            None => return String::new(),
        }
    }
    localised(&at.render_help().to_string(), lang)
}

/// The tag that clap writes for options, in the user's language.
pub fn localised(text: &str, lang: Lang) -> String {
    text.replace("[OPTIONS]", Help::of(lang).options_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &Command, path: &str, check: &mut dyn FnMut(&str, &Command)) {
        check(path, command);
        for sub in command.get_subcommands() {
            each(sub, format!("{path} {}", sub.get_name()).trim(), check);
        }
    }

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        for lang in Lang::ALL {
            let w = Help::of(lang);
            each(&Cli::command(), "", &mut |path, command| {
                assert!(w.about(path).is_some(), "no words for the command {path:?}");
                for argument in command.get_arguments() {
                    let id = argument.get_id().as_str();
                    assert!(w.argument(id).is_some(), "no words for {path} {id}");
                }
            });
        }
    }

    #[test]
    fn chinese_help_has_none_of_claps_own_words() {
        command(Lang::Zh).debug_assert();
        let mut paths = Vec::new();
        each(&Cli::command(), "", &mut |path, _| {
            paths.push(path.to_owned());
        });
        for path in paths {
            let path: Vec<String> = path.split_whitespace().map(str::to_owned).collect();
            let help = of(Lang::Zh, &path);
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "Arguments",
                "Print",
                "default",
                "possible",
            ] {
                assert!(!help.contains(word), "{word} in {help}");
            }
        }
    }
}
