using Chorus.App.Hosting;
using Chorus.Sealing;

namespace Chorus.App.Features.Admission;

/// <summary>
/// Asks for a proof of work while a gate is more than a quarter full, before the first byte of the body is read. Stands
/// inside of <see cref="AdmissionFilter"/>: whoever does not fit is told so and keeps the proof.
/// </summary>
internal sealed class WorkFilter(Gate gate, Work work, Func<double> other) : IEndpointFilter
{
    private double Load => Math.Max(gate.Load, other());

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // What is not asked is not looked at either.
        if (Work.BitsFor(Load) == 0)
        {
            return next(context);
        }
        var http = context.HttpContext;
        var taken = work.Take(http.Request.Headers[WorkProof.Header]);
        switch (taken.Verdict)
        {
            case WorkVerdict.Taken:
                http.Features.Set(new BoundBody(taken.Proof!, () => Refuse("The proof of work is for another body.")));
                return next(context);
            case WorkVerdict.Full:
                return ValueTask.FromResult<object?>(AdmissionFilter.Busy(http, gate));
            case var verdict:
                return ValueTask.FromResult<object?>(Refuse(Sentence(verdict)));
        }
    }

    private IResult Refuse(string sentence)
    {
        var challenge = work.Challenge(Load);
        return Problems.Refuse(StatusCodes.Status429TooManyRequests, "work",
            $"Nothing is lost. {sentence} Do the work of the challenge and send the same again (docs/formats/work.md).",
            ("challenge", challenge.ToString()));
    }

    private static string Sentence(WorkVerdict verdict) => verdict switch
    {
        WorkVerdict.None => "Many people are sending now, so a proof of work is asked.",
        WorkVerdict.Spent => "This proof of work was used before.",
        WorkVerdict.Unsolved => "This proof of work does not reach what its challenge asks.",
        _ => "This proof of work is too old, or its challenge was not given here.",
    };
}
