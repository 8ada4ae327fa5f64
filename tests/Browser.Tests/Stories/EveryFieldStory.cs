using Holdfast.Browser.Tests.Sites;
using Holdfast.Harness;
using Holdfast.Integrations.Procedures;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Holdfast.Browser.Tests.Stories;

/// <summary>Every field of the default pack can be filled on the live screen, on one channel or another, and comes on record.</summary>
public sealed class EveryFieldStory(HttpSite site) : Scene(site), IClassFixture<HttpSite>
{
    /// <summary>Fills each field in sight that is still blank, as a person's acts reach the page; says how many it filled.</summary>
    const string FillWhatIsInSight =
        """
        () => {
          const own = ["statement", "transcript", "channel", "do", "fresh", "line", "act", "pasted", "subject-account", "conflict-witness"];
          for (const fold of document.querySelectorAll("#live details")) fold.open = true;
          const names = new Set();
          for (const control of document.querySelectorAll("#live :is(input, textarea)[name]")) {
            if (own.includes(control.name) || control.name.includes(".") || control.type === "hidden" || control.closest("[hidden]")) continue;
            names.add(control.name);
          }
          let filled = 0;
          for (const name of names) {
            const controls = [...document.querySelectorAll(`#live [name="${CSS.escape(name)}"]`)].filter(one => !one.closest("noscript"));
            const [first] = controls;
            if (first.type === "checkbox" || first.type === "radio") {
              if (controls.some(one => one.checked)) continue;
              if (first.type === "radio") (controls.find(one => one.value === "perceived") ?? first).click();
              else for (const one of controls) one.click();
            } else {
              if (first.dataset.filled) continue;
              first.dataset.filled = "yes";
              first.focus();
              first.value = first.type === "datetime-local" ? "2026-03-02T14:02:11" : `Sample of ${name}`;
              first.dispatchEvent(new Event("input", { bubbles: true }));
              first.dispatchEvent(new Event("change", { bubbles: true }));
              first.blur();
            }
            filled++;
          }
          return filled;
        }
        """;

    [Fact]
    public async Task Every_field_of_the_procedure_can_be_filled_and_comes_on_record()
    {
        var procedure = PackReader.ReadFolder(Path.Combine(Checkout.Root, "packs", "threat-reporting")).Procedure.ShouldNotBeNull();
        var answered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channel in procedure.Channels.Select(guide => Core.Text.Words<Core.Incidents.Channel>.Of(guide.Channel)))
        {
            var live = await Site.OpenAsync("maria", $"/report?channel={channel}");
            await SayAsync(live, "You will see");
            await SavedAsync(live);
            var id = await IdAsync(live);
            while (await live.EvaluateAsync<int>(FillWhatIsInSight) > 0)
            {
                // What was answered may open more.
            }

            await SavedAsync(live);
            var incident = await IncidentAsync(live, id);
            foreach (var answer in incident.GetProperty("answers").EnumerateObject().Where(answer => answer.Value.GetProperty("values").GetArrayLength() > 0))
            {
                answered.Add(answer.Name);
            }

            await live.CloseAsync();
        }

        procedure.Fields.Select(field => field.Id).Except(answered).ShouldBeEmpty("each of them was filled on at least one channel");
    }
}
