using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.People;

/// <summary>What somebody is here for. A person holds one or several; an administrator holds no other.</summary>
[JsonConverter(typeof(WordConverter<Role>))]
public enum Role
{
    /// <summary>Takes calls, chats and mail; starts, captures, files.</summary>
    Agent,

    /// <summary>Is rung for the own team, takes over, handles.</summary>
    Supervisor,

    /// <summary>Lead resolution specialist: stands in where no supervisor is free.</summary>
    Lead,

    /// <summary>Investigates, preserves, closes; confirms who may read content.</summary>
    CorporateSecurity,

    /// <summary>People, teams, settings; no incident content.</summary>
    Administrator,

    /// <summary>Who read what, and is the record whole: metadata, never content.</summary>
    Auditor,
}

/// <summary>Words about roles that every ring shares.</summary>
public static class Roles
{
    /// <summary>The roles that open the content of other people's incidents; each takes effect when Corporate Security confirms it.</summary>
    public static bool ReadsContent(this Role role) => role is Role.Supervisor or Role.Lead or Role.CorporateSecurity;

    /// <summary>The roles whose desks ring.</summary>
    public static bool IsRung(this Role role) => role.ReadsContent();

    /// <summary>Whether one account may hold all of these: an administrator's holds no other.</summary>
    public static bool MayGoTogether(IReadOnlyCollection<Role> roles) => !roles.Contains(Role.Administrator) || roles.Count == 1;

    /// <summary>The name in tables, the API and on the command line.</summary>
    public static string Wire(this Role role) => Words<Role>.Of(role);

    /// <summary>Reads <see cref="Wire"/>; false for any other text.</summary>
    public static bool TryParse(string? text, out Role role) => Words<Role>.TryParse(text, out role);
}
