namespace Holdfast.Tests.Access;

/// <summary>How an incident stands to the person who knocks. Without another word it is another team's, acknowledged there, live, P2.</summary>
public enum Relation
{
    /// <summary>They started it.</summary>
    Own,
    Owner,
    SameTeam,
    OtherTeam,

    /// <summary>Nobody of the other team acknowledged for 60 s: everybody rings.</summary>
    Alerted,
    Shared,

    /// <summary>They broke the glass less than 60 minutes ago, or tried to.</summary>
    GlassOpen,

    /// <summary>They broke the glass 61 minutes ago.</summary>
    GlassOut,
    Filed,
    P0,

    /// <summary>Nobody acknowledged it for 60 s; nothing rings.</summary>
    Unacknowledged,

    /// <summary>Their own team's, filed, P0, and they are marked as the person threatening.</summary>
    Threatening,

    /// <summary>Like <see cref="Threatening"/>, as a named witness in conflict.</summary>
    Witness,

    /// <summary>They started it, and a supervisor marked them.</summary>
    OwnThreatening,

    /// <summary>They broke the glass, then were marked.</summary>
    GlassThreatening,

    /// <summary>There is no such incident.</summary>
    Absent,
}
