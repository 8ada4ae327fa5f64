using Holdfast.Core.Incidents;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;

namespace Holdfast.Web.Incidents;

/// <summary>One step for somebody, as far as it has come.</summary>
/// <param name="State">open, now, done or skipped.</param>
/// <param name="Recorded">The record itself shows that it is done, so nobody's word takes it back.</param>
/// <param name="Mark">What somebody said of it last.</param>
public sealed record StepLine(Step Step, string State, bool Recorded, StepMark? Mark)
{
    public bool IsOpen => State is "open" or "now";

    public string Icon => State switch { "done" => "done", "now" => "now", "skipped" => "not-said", _ => "open" };
}

/// <summary>The steps of some roles that apply to an incident now: what matters now first, then what is open, then what is done or skipped.</summary>
public sealed record StepList(IReadOnlyList<StepLine> Lines)
{
    public int Done => Lines.Count(line => !line.IsOpen);

    public static StepList Of(Incident incident, Procedure procedure, IReadOnlyCollection<Role> roles)
    {
        var circumstances = Circumstances.Of(incident);
        var lines = new List<StepLine>();
        var first = true;
        foreach (var step in procedure.StepsOf(roles).Where(step => step.When.Holds(circumstances)))
        {
            var mark = incident.Steps.GetValueOrDefault(step.Id);
            var recorded = step.Done is { } done && done.Holds(circumstances);
            var over = recorded || mark?.State is StepState.Done or StepState.Skipped;
            var state = !over ? step.Throughout || first ? "now" : "open" : !recorded && mark?.State == StepState.Skipped ? "skipped" : "done";
            first &= over || step.Throughout;
            lines.Add(new StepLine(step, state, recorded, mark));
        }

        return new StepList([.. lines.OrderBy(line => line.State switch { "now" => line.Step.Throughout ? 1 : 0, "open" => 2, _ => 3 })]);
    }
}
