export const confirms = /^(确认|确定|好的?|对的?|是的?|可以|记吧|行|没错|嗯)[。！!了吧的]*$/;
export const cancels = /^(取消|不用|不要|算了|别记|不记|先不)[了吧。！!]*$/;
