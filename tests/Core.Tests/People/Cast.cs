using Holdfast.Core.People;

namespace Holdfast.Tests.People;

/// <summary>The people of the tests, one of each role and relation, with ids that stay the same.</summary>
static class Cast
{
    public static readonly TeamId Blue = new(new Guid("00000000-0000-7000-8000-0000000000b1"));
    public static readonly TeamId Green = new(new Guid("00000000-0000-7000-8000-0000000000b2"));

    /// <summary>Takes the calls of these tests.</summary>
    public static readonly Person Ana = Somebody("ana", 1, Blue, Role.Agent);
    public static readonly Person Bob = Somebody("bob", 2, Blue, Role.Agent);
    public static readonly Person Sam = Somebody("sam", 3, Blue, Role.Supervisor);
    public static readonly Person Lena = Somebody("lena", 4, Blue, Role.Lead);
    public static readonly Person Olga = Somebody("olga", 5, Green, Role.Supervisor);
    public static readonly Person Cora = Somebody("cora", 6, Green, Role.CorporateSecurity);
    public static readonly Person Adam = Somebody("adam", 7, Blue, Role.Administrator);
    public static readonly Person Audrey = Somebody("audrey", 8, Blue, Role.Auditor);
    public static readonly Person Gone = Somebody("gone", 9, Blue, Role.Supervisor, Role.CorporateSecurity) with { Disabled = true };

    /// <summary>Holds a role that reads and one that must not.</summary>
    public static readonly Person Ida = Somebody("ida", 10, Blue, Role.Supervisor, Role.Auditor);

    public static readonly Person[] All = [Ana, Bob, Sam, Lena, Olga, Cora, Adam, Audrey, Gone, Ida];

    /// <summary>The author of what the product does by itself.</summary>
    public static readonly PersonId House = new(new Guid("00000000-0000-7000-8000-000000000002"));

    static Person Somebody(string name, int number, TeamId team, params Role[] roles) => new()
    {
        Id = new PersonId(new Guid($"00000000-0000-7000-8000-{number:000000000000}")),
        UserName = name,
        DisplayName = name,
        Roles = [.. roles],
        Team = team,
    };
}
