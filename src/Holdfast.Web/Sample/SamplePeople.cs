using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.People;
using Holdfast.Storage.People;
using Holdfast.Web.People;

namespace Holdfast.Web.Sample;

/// <summary>One made-up person of the sample desk, with the password that is printed at each start.</summary>
public sealed record SamplePerson(string UserName, string DisplayName, string Team, string Role, string Password);

/// <summary>One of them as the house knows them.</summary>
public sealed record SampleMember(PersonId Id, TeamId Team, Role Role);

/// <summary>The people of the sample desk: every role, in two teams. Their passwords are random and kept in the sample's folder.</summary>
static class SamplePeople
{
    const string First = "grace";
    const string OnCall = "omar";

    static readonly (string UserName, string DisplayName, string Team, Role Role)[] Cast =
    [
        ("maria", "Maria Lopez", "East", Role.Agent),
        ("sam", "Sam Okafor", "East", Role.Agent),
        ("dana", "Dana Reyes", "East", Role.Supervisor),
        ("lee", "Lee Novak", "East", Role.Lead),
        ("noor", "Noor Haddad", "West", Role.Agent),
        ("tomas", "Tomas Silva", "West", Role.Supervisor),
        ("grace", "Grace Kim", "East", Role.CorporateSecurity),
        ("omar", "Omar Farouk", "West", Role.CorporateSecurity),
        ("ada", "Ada Brandt", "East", Role.Administrator),
        ("june", "June Weber", "West", Role.Auditor),
    ];

    /// <summary>What is printed at each start.</summary>
    public static string Welcome(IReadOnlyList<SamplePerson> people, string url)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"The Holdfast sample desk is open at {url}");
        text.AppendLine("People and calls are made up. Nothing here is real, and nobody is alerted outside this machine.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  {"user name",-12}{"password",-18}{"who",-16}{"role",-28}team");
        foreach (var person in people)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {person.UserName,-12}{person.Password,-18}{person.DisplayName,-16}{person.Role,-28}{person.Team}");
        }

        text.AppendLine();
        text.AppendLine("To try \"There is a bomb\": sign in as dana in one browser (the desk), and as maria in another one or in a private window;");
        text.AppendLine("as maria press R, type the words, and watch dana's screen.");
        text.Append("Ctrl+C stops it.");
        return text.ToString();
    }

    /// <summary>Adds the cast to an empty house, with the passwords that were made for them.</summary>
    /// <returns>Everybody by user name.</returns>
    public static async Task<Dictionary<string, SampleMember>> AddAsync(PeopleStore store, Argon2Hasher hasher, TimeProvider clock, IEnumerable<SamplePerson> passwords)
    {
        var words = passwords.ToDictionary(person => person.UserName, person => person.Password, StringComparer.Ordinal);
        var added = new Dictionary<string, SampleMember>(StringComparer.Ordinal);

        // The first Corporate Security member comes as in a real house, and confirms everybody else's content role.
        foreach (var one in Cast.OrderBy(one => one.UserName == First ? 0 : 1))
        {
            var id = PersonId.New(clock);
            var team = await store.TeamAsync(one.Team);
            added[one.UserName] = new SampleMember(id, team, one.Role);
            _ = one.UserName == First
                ? await store.FoundAsync(id, one.UserName, one.DisplayName, team, one.Role)
                : await store.AddAsync(id, one.UserName, one.DisplayName, team, [one.Role], by: null);
            if (one.Role.ReadsContent() && one.UserName != First)
            {
                await store.ConfirmAsync(id, one.Role, added[First].Id);
            }

            await store.SetPhoneAsync(id, Phone(one.UserName));
            if (one.UserName == OnCall)
            {
                await store.SetOnCallAsync(id, onCall: true, by: null);
            }

            await store.SetPasswordHashAsync(id, hasher.Hash(words[one.UserName]));
        }

        return added;
    }

    /// <summary>A made-up number: those from 555-0100 to 555-0199 belong to nobody.</summary>
    static string Phone(string userName) => string.Create(CultureInfo.InvariantCulture, $"555-01{60 + Array.FindIndex(Cast, one => one.UserName == userName):00}");

    /// <summary>The cast with new random passwords.</summary>
    public static SamplePerson[] WithPasswords() =>
        [.. Cast.Select(one => new SamplePerson(one.UserName, one.DisplayName, one.Team, RoleWords.Of(one.Role), NewPassword()))];

    /// <summary>Three groups of four, without letters that look alike: 57 bits.</summary>
    static string NewPassword() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
}
