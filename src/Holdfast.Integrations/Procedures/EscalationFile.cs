using Holdfast.Core.Procedures;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads <c>escalation.yaml</c>.</summary>
static class EscalationFile
{
    static readonly string[] Groups = ["team-supervisors", "supervisors", "leads", "on-call", "corporate-security"];

    public static EscalationPolicy Escalation(PackNode node)
    {
        var policy = new EscalationPolicy(node.Maps("tiers", Shape.Tier, Tier), node.Number("unfiled-after"));
        if (policy.Tiers.IsEmpty || policy.Tiers[0].After != 0)
        {
            node.Findings.Add(node.At("tiers"), "Nobody would be rung at once. The first tier has 'after: 0'.");
        }

        foreach (var (earlier, later) in policy.Tiers.Zip(policy.Tiers.Skip(1)).Where(pair => pair.Second.After < pair.First.After))
        {
            node.Findings.Add(node.At("tiers"), $"The tier '{later.Id}' comes after '{earlier.Id}' but is due before it. Put the tiers in the order of their times.");
        }

        return policy;
    }

    static Tier Tier(PackNode node)
    {
        var ring = node.Texts("ring");
        if (ring.IsEmpty)
        {
            node.Findings.Add(node.At("ring"), $"The tier rings nobody. 'ring' lists some of {string.Join(", ", Groups)}.");
        }

        foreach (var group in ring.Where(group => !Groups.Contains(group, StringComparer.Ordinal)))
        {
            node.Findings.Add(node.At("ring"), $"There is no group '{group}'. It is one of {string.Join(", ", Groups)}.");
        }

        return new Tier(
            node.References.Give(Named.Tier, node.Text("id"), node.At("id")),
            node.Text("label"),
            node.Number("after"),
            ring,
            node.Has("each") ? node.Number("each") : null,
            node.When("when"));
    }
}
