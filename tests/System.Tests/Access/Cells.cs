namespace Holdfast.Tests.Access;

/// <summary>
/// The design's table "Who uses it", written out by hand. Each row has a place for each of <see cref="Roles"/>: agent, supervisor, lead, Corporate
/// Security, administrator, auditor.
/// </summary>
static class Cells
{
    public const string Roles = "agent supervisor lead security administrator auditor";

    /// <summary>What a person may know: C content, N the number and its state alone, - not even that it exists.</summary>
    public static string Sees(Relation relation) => relation switch
    {
        Relation.Own => "CCCCCC",
        Relation.Owner => "CCCC-N",
        Relation.SameTeam => "-CCN-N",
        Relation.OtherTeam => "-NNN-N",
        Relation.Alerted => "-CCC-N",
        Relation.Shared => "CCCC-N",
        Relation.GlassOpen => "-CCC-N",
        Relation.GlassOut => "-NNN-N",
        Relation.Filed => "-NNC-N",
        Relation.P0 => "-NNC-N",
        Relation.Unacknowledged => "-NNC-N",
        Relation.Threatening or Relation.Witness or Relation.OwnThreatening or Relation.GlassThreatening or Relation.Absent => "------",
    };

    /// <summary>Who takes it over: acknowledges, lowers, hands on, shares.</summary>
    public static string Handles(Relation relation) => relation switch
    {
        Relation.Own => "-++---",
        Relation.Owner => "-+++--",
        Relation.SameTeam => "-++---",
        Relation.Alerted => "-+++--",
        Relation.Shared => "-+++--",
        Relation.Filed or Relation.P0 or Relation.Unacknowledged => "---+--",

        // The hour of broken glass is for reading and adding; nobody makes it last by handing the incident to themselves.
        Relation.GlassOpen => "------",
        _ => "------",
    };

    public static string Files(Relation relation) => relation switch
    {
        Relation.Own => "++++++",
        Relation.Owner => "++++--",
        Relation.Shared => "++++--",
        _ => Handles(relation),
    };

    /// <summary>Whoever handles it, and whoever started it.</summary>
    public static string Links(Relation relation) => relation == Relation.Own ? "++++++" : Handles(relation);

    /// <summary>Whoever handles it, but for who is on the call: somebody else must come.</summary>
    public static string Acknowledges(Relation relation) => relation == Relation.Own ? "------" : Handles(relation);

    /// <summary>Whoever handles it looks after the agent; nobody does that for themselves.</summary>
    public static string Cares(Relation relation) => Acknowledges(relation);

    /// <summary>Whoever it rings for says that they can't come.</summary>
    public static string Declines(Relation relation) => relation == Relation.Alerted ? "-+++--" : "------";

    /// <summary>What is no content, for whoever may know the number.</summary>
    public static string Numbers(Relation relation) => Sees(relation).Replace('N', '+').Replace('C', '+');

    /// <summary>Corporate Security alone closes and opens again.</summary>
    public static string Closes(Relation relation) => relation switch
    {
        Relation.Own or Relation.Owner or Relation.Alerted or Relation.Shared or Relation.Filed or Relation.P0 or Relation.Unacknowledged => "---+--",
        _ => "------",
    };

    /// <summary>Whoever sees the number and may be rung breaks the glass, where it isn't open anyway.</summary>
    public static string BreaksGlass(Relation relation) => relation switch
    {
        Relation.SameTeam => "---+--",
        Relation.OtherTeam or Relation.GlassOut or Relation.GlassOpen => "-+++--", // Sent again by who has broken it: done already.
        Relation.Filed or Relation.P0 or Relation.Unacknowledged => "-++---",
        _ => "------",
    };

    /// <summary>Who read what: whoever handles it, Corporate Security, auditors.</summary>
    public static string Audits(Relation relation) => relation switch
    {
        Relation.Own or Relation.Owner or Relation.SameTeam or Relation.Alerted or Relation.Shared => "-+++-+",
        Relation.OtherTeam or Relation.GlassOpen or Relation.GlassOut or Relation.Filed or Relation.P0 or Relation.Unacknowledged => "---+-+",
        _ => "------",
    };

    /// <summary>Reading and adding go with the content.</summary>
    public static string Opens(Relation relation) => Sees(relation).Replace('N', '-').Replace('C', '+');

    /// <summary>The page of an incident offers its number with the glass to whoever may be rung; an auditor finds numbers in the list alone.</summary>
    public static string Page(Relation relation)
    {
        var sees = Sees(relation);
        return sees[..4].Replace('C', '+') + sees[4..].Replace('N', '-').Replace('C', '+');
    }
}
