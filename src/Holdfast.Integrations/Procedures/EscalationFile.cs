using Holdfast.Core.Escalation;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;

namespace Holdfast.Integrations.Procedures;

/// <summary>Reads <c>escalation.yaml</c>.</summary>
static class EscalationFile
{
    /// <summary>Seconds between two rings at least: nobody can answer sooner.</summary>
    const int ShortestRepeat = 10;

    public static EscalationPolicy Escalation(PackNode node)
    {
        var usual = WatchTimes.Usual;
        var watch = new WatchTimes(
            node.Number("unfiled-after"),
            Number(node, "silent-after", usual.Silent),
            Number(node, "reached-within", usual.Reached),
            Number(node, "case-within", usual.Case),
            Number(node, "check-in-within", usual.CheckIn));
        var repeat = Number(node, "repeat-every", EscalationPolicy.UsualRepeat);
        if (repeat < ShortestRepeat)
        {
            node.Findings.Add(node.At("repeat-every"), $"Everybody would be rung again every {repeat} s. Give them at least {ShortestRepeat} s to answer.");
        }

        var policy = new EscalationPolicy(node.Maps("tiers", Shape.Tier, Tier), repeat, watch);
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

    static int Number(PackNode node, string key, int usual) => node.Has(key) ? node.Number(key) : usual;

    static Tier Tier(PackNode node)
    {
        if (node.Texts("ring").IsEmpty)
        {
            node.Findings.Add(node.At("ring"), $"The tier rings nobody. 'ring' lists some of {string.Join(", ", Enum.GetValues<RungGroup>().Select(Words<RungGroup>.Of))}.");
        }

        return new Tier(
            node.References.Give(Named.Tier, node.Text("id"), node.At("id")),
            node.Said("label"),
            node.Number("after"),
            node.ListOfWords<RungGroup>("ring"),
            node.Has("each") ? node.Number("each") : null,
            node.When("when"));
    }
}
