using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>The agent's steps as first rendered; report-steps.js goes on from there.</summary>
public sealed record LiveSteps(IReadOnlyList<LiveStep> All)
{
    /// <summary>How many of those that apply are done or skipped.</summary>
    public string Count => T("{0} of {1}", All.Count(step => step.Shown && step.State is "done" or "skipped"), All.Count(step => step.Shown));

    public static LiveSteps Of(LiveModel page)
    {
        var first = true;
        var steps = new List<LiveStep>();
        foreach (var step in page.Procedure.StepsOf([Role.Agent]))
        {
            var mark = page.Incident.Record?.Steps.GetValueOrDefault(step.Id);
            var recorded = step.Done is { } done && page.Holds(done);
            var shown = page.Holds(step.When);
            var state = recorded || mark?.State == StepState.Done ? "done" : mark?.State == StepState.Skipped ? "skipped"
                : shown && (step.Throughout || first) ? "now" : "open";
            if (state == "now" && !step.Throughout) first = false;
            steps.Add(new LiveStep(step, state, recorded, shown, state == "skipped" ? mark?.Word : null));
        }

        return new LiveSteps(steps);
    }
}

/// <summary>One step.</summary>
/// <param name="State">open, now, done or skipped.</param>
/// <param name="Recorded">The record itself shows that it is done, so nobody's word takes it back.</param>
/// <param name="Word">Why it was skipped.</param>
public sealed record LiveStep(Step Step, string State, bool Recorded, bool Shown, string? Word)
{
    public string Icon => State switch { "done" => "done", "now" => "now", "skipped" => "not-said", _ => "open" };
}
