using System.CommandLine;
using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.People;
using Holdfast.Web.Wiring;

namespace Holdfast.Web.Cli;

/// <summary><c>holdfast user …</c>: people from the command line, also while the server runs. Everything it does is on record.</summary>
static class UserCommand
{
    public static Command Make(SettingsOptions options)
    {
        var user = new Command("user", "People: add, token, disable, reset, list")
        {
            Add(options),
            Verb(options, "token", "Prints a token with which a script acts as that person; it is on record and works for 90 days", TokenAsync),
            Verb(options, "disable", "Ends an account for good: sessions, tokens and open screens end within 5 s", DisableAsync),
            Verb(options, "reset", "Ends the password and everything open, and prints a one-time link for choosing another", ResetAsync),
            List(options),
        };
        return user;
    }

    static Command Add(SettingsOptions options)
    {
        var name = new Argument<string>("name") { Description = "The user name: 2 to 64 letters, digits, dots, hyphens, underscores" };
        var display = new Option<string?>("--display") { Description = "The name that colleagues see; the user name without it" };
        var team = new Option<string>("--team") { Description = "The team; a new name makes a new team", Required = true };
        var role = new Option<string[]>("--role")
        {
            Description = string.Join(", ", Enum.GetValues<Role>().Select(role => role.Wire())) + "; may be given several times",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        role.AcceptOnlyFromAmong([.. Enum.GetValues<Role>().Select(role => role.Wire())]);
        var command = new Command("add", "Adds somebody and prints a one-time link for choosing a password") { name, display, team, role };
        options.AddServer(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = options.Read(parsed);
            var roles = parsed.GetRequiredValue(role).Select(word => Roles.TryParse(word, out var known) ? known : default).Distinct().ToArray();
            await using var house = await HouseDoor.OpenAsync(settings);
            return await AddAsync(house, settings, parsed.GetRequiredValue(name), parsed.GetValue(display), parsed.GetRequiredValue(team), roles);
        });
        return command;
    }

    static async Task<int> AddAsync(HouseDoor house, HostSettings settings, string name, string? display, string team, Role[] roles)
    {
        var id = PersonId.New(house.Clock);
        var founds = roles is [Role.CorporateSecurity or Role.Administrator] && UserName.TryParse(name, out _) && !await house.Store.IsFoundedAsync(roles[0]);
        var teamId = await house.Store.TeamAsync(team);
        var outcome = founds
            ? await house.Store.FoundAsync(id, name.ToLowerInvariant(), display ?? name, teamId, roles[0])
            : await house.Store.AddAsync(id, name, display ?? name, teamId, roles, by: null);
        if (outcome != PeopleOutcome.Done)
        {
            throw new StartRefusedException(outcome.Say());
        }

        Console.WriteLine($"Added {name.ToLowerInvariant()} to {team}.");
        foreach (var role in roles.Where(role => role.ReadsContent() && !founds))
        {
            Console.WriteLine($"The role {RoleWords.Of(role)} takes effect when a Corporate Security member confirms it under Confirmations.");
        }

        await PrintLinkAsync(house, settings, id);
        return 0;
    }

    static async Task TokenAsync(HouseDoor house, HostSettings settings, Member member)
    {
        if (member.Person.Disabled)
        {
            throw new StartRefusedException(PeopleOutcome.Disabled.Say());
        }

        var id = member.Person.Id;
        Console.WriteLine(Signing.TokenPrefix + await house.Secrets.MakeAsync(SecretKind.Token, id, Sessions.TokenLife, new TokenIssued(id), by: null));
    }

    static async Task DisableAsync(HouseDoor house, HostSettings settings, Member member)
    {
        Check(await house.Store.DisableAsync(member.Person.Id, by: null));
        Console.WriteLine($"{member.Person.UserName} is disabled. Open screens, sessions and tokens end within 5 s.");
    }

    static async Task ResetAsync(HouseDoor house, HostSettings settings, Member member)
    {
        Check(await house.Store.ResetPasswordAsync(member.Person.Id, by: null));
        await PrintLinkAsync(house, settings, member.Person.Id);
    }

    static Command List(SettingsOptions options)
    {
        var command = new Command("list", "Shows everybody: user name, name, team, roles");
        options.AddStorage(command);
        command.SetAction(async (parsed, _) =>
        {
            await using var house = await HouseDoor.OpenAsync(options.Read(parsed));
            var everybody = await house.Reader.EverybodyAsync();
            var teams = everybody.Teams.ToDictionary(team => team.Id, team => team.Name);
            foreach (var member in everybody.Members)
            {
                var roles = member.Person.Roles.Select(role => role.Wire()).Concat(member.Pending.Select(pending => pending.Role.Wire() + " (waits)"));
                Console.WriteLine(string.Join('\t', member.Person.UserName, member.Person.DisplayName, teams[member.Person.Team], string.Join(", ", roles), member.Person.Disabled ? "disabled" : member.HasPassword ? "in use" : "no password yet"));
            }

            return 0;
        });
        return command;
    }

    static Command Verb(SettingsOptions options, string verb, string description, Func<HouseDoor, HostSettings, Member, Task> run)
    {
        var name = new Argument<string>("name") { Description = "The user name" };
        var command = new Command(verb, description) { name };
        options.AddServer(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = options.Read(parsed);
            await using var house = await HouseDoor.OpenAsync(settings);
            await run(house, settings, await house.MemberAsync(parsed.GetRequiredValue(name)));
            return 0;
        });
        return command;
    }

    static void Check(PeopleOutcome outcome)
    {
        if (outcome != PeopleOutcome.Done)
        {
            throw new StartRefusedException(outcome.Say());
        }
    }

    static async Task PrintLinkAsync(HouseDoor house, HostSettings settings, PersonId id) => Console.WriteLine(
        "One-time link, for 24 hours: " + settings.Urls[0].TrimEnd('/') + "/first/" +
        await house.Secrets.MakeAsync(SecretKind.FirstLink, id, PeopleDesk.LinkLife, new FirstLinkIssued(id), by: null));
}
